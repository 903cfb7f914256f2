<?php

declare(strict_types=1);

namespace Quoth;

/** One article of the page. */
final class Article implements Record, \Stringable
{
    use Stretch;

    public const TABLE = 5;

    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly int $start,
        public readonly int $end,
        public readonly ?int $titleIndex,
        public readonly ?string $author,
        public readonly ?string $date,
        public readonly ?string $site,
    ) {
    }

    /** Its headline. */
    public function title(): ?string
    {
        return $this->titleIndex === null ? null : $this->document->blocks()[$this->titleIndex]->text();
    }

    /** @return list<Block> */
    public function blocks(): array
    {
        return array_values(array_filter($this->document->blocks(), fn (Block $block): bool => $block->article === $this->index));
    }
}
