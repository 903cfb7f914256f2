<?php

declare(strict_types=1);

namespace Quoth;

/** A word that mixes scripts as look-alikes do. */
final class MixedToken implements Record, \Stringable
{
    use Stretch;

    public const TABLE = 7;

    /** @param list<string> $scripts */
    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly int $start,
        public readonly int $end,
        public readonly string $restrictionLevel,
        public readonly array $scripts,
    ) {
    }
}
