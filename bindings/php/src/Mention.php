<?php

declare(strict_types=1);

namespace Quoth;

/** A place where the text mentions a speaker. */
final class Mention implements Record, \Stringable
{
    use Stretch;

    public const TABLE = 4;

    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly int $speakerIndex,
        public readonly int $start,
        public readonly int $end,
    ) {
    }

    public function speaker(): Speaker
    {
        return $this->document->speakers()[$this->speakerIndex];
    }
}
