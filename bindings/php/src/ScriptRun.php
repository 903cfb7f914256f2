<?php

declare(strict_types=1);

namespace Quoth;

/** A run of one script (UAX #24). */
final class ScriptRun implements Record, \Stringable
{
    use Stretch;

    public const TABLE = 1;

    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly int $start,
        public readonly int $end,
        public readonly string $script,
        public readonly ?string $direction,
    ) {
    }

    /** The script's English name: "Latin". */
    public function name(): ?string
    {
        return quoth_script_name($this->script);
    }
}
