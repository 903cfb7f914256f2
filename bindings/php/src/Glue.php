<?php

declare(strict_types=1);

namespace Quoth;

/** A point where two texts were stuck together without a space. */
final class Glue implements Record
{
    public const TABLE = 6;

    /**
     * @param int    $at   first byte of the second text
     * @param string $kind "script", "language" or "typography"
     */
    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly int $at,
        public readonly string $kind,
        public readonly float $confidence,
    ) {
    }
}
