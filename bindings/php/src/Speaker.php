<?php

declare(strict_types=1);

namespace Quoth;

/** Somebody who speaks. */
final class Speaker implements Record, \Stringable
{
    public const TABLE = 3;

    /**
     * @param list<string>          $aliases
     * @param list<array{int, int}> $mentions
     */
    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly ?string $id,
        public readonly string $name,
        public readonly string $kind,
        public readonly ?string $gender,
        public readonly array $aliases,
        public readonly array $mentions,
    ) {
    }

    /** @return list<Quote> what it says, in the text's order */
    public function quotes(): array
    {
        return array_values(array_filter($this->document->quotes(), fn (Quote $quote): bool => $quote->speakerIndex === $this->index));
    }

    public function __toString(): string
    {
        return $this->name;
    }
}
