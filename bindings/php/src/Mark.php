<?php

declare(strict_types=1);

namespace Quoth;

/** A string in quotation marks that is nobody's speech. */
final class Mark implements Record, \Stringable
{
    use Stretch;

    public const TABLE = 8;

    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly int $start,
        public readonly int $end,
        public readonly string $reason,
    ) {
    }
}
