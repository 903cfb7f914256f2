<?php

declare(strict_types=1);

namespace Quoth;

/** A record with bounds in the text. */
trait Stretch
{
    public function text(): string
    {
        return $this->document->slice([$this->start, $this->end]);
    }

    public function __toString(): string
    {
        return $this->text();
    }
}
