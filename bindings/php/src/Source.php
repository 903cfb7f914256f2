<?php

declare(strict_types=1);

namespace Quoth;

/** Where the text of a document came from. */
final class Source
{
    /**
     * @param string $type     "text" or "html"
     * @param string $charset  encoding it was decoded from
     * @param int    $bytes    length of the input
     * @param int    $repaired damaged sequences that were replaced by U+FFFD
     */
    public function __construct(
        public readonly ?string $name,
        public readonly ?string $url,
        public readonly string $type,
        public readonly string $charset,
        public readonly int $bytes,
        public readonly int $repaired,
    ) {
    }
}
