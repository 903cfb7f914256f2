<?php

declare(strict_types=1);

namespace Quoth;

/** A leaf of the page: a title, a paragraph, a turn of a conversation, a link to another page. */
final class Block implements Record, \Stringable
{
    use Stretch;

    public const TABLE = 0;

    /**
     * @param array{int, int}|null  $speakerHead
     * @param array{int, int}|null  $dateline
     * @param array{int, int}|null  $byline
     * @param array<string, float>  $scriptShares
     * @param array{int, int}       $source       bytes of the input
     */
    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly int $start,
        public readonly int $end,
        public readonly string $kind,
        public readonly ?int $article,
        public readonly ?int $parent,
        public readonly int $level,
        public readonly ?int $turn,
        public readonly ?int $duplicateOf,
        public readonly ?int $excerptOf,
        public readonly ?int $row,
        public readonly ?int $column,
        public readonly bool $header,
        public readonly bool $main,
        public readonly ?string $direction,
        public readonly ?array $speakerHead,
        public readonly ?array $dateline,
        public readonly ?array $byline,
        public readonly ?string $language,
        public readonly string $script,
        public readonly float $confidence,
        public readonly float $languageConfidence,
        public readonly array $scriptShares,
        public readonly ?string $firstStrong,
        public readonly float $mainProbability,
        public readonly array $source,
    ) {
    }

    /** @return list<Quote> quotations that begin in it */
    public function quotes(): array
    {
        return array_values(array_filter($this->document->quotes(), fn (Quote $quote): bool => $quote->block === $this->index));
    }
}
