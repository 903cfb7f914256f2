<?php

declare(strict_types=1);

namespace Quoth;

/** Something that somebody said. */
final class Quote implements Record, \Stringable
{
    public const TABLE = 2;

    /**
     * @param string                $type           "direct", "mixed", "indirect", "turn" or "free_direct"
     * @param list<array{int, int}> $parts          stretches of its content, marks included
     * @param list<array{int, int}> $quoted         the stretches inside marks, marks included
     * @param array{int, int}|null  $cue            the word that says so ("said")
     * @param array{int, int}|null  $speakerMention where the text names the speaker of this quotation
     * @param string|null           $evidence       rule or model that found the speaker
     * @param float                 $confidence     that content and speaker are right, 0 to 1
     */
    public function __construct(
        public readonly Document $document,
        public readonly int $index,
        public readonly string $type,
        public readonly ?int $speakerIndex,
        public readonly ?int $addresseeIndex,
        public readonly ?int $parentIndex,
        public readonly ?int $block,
        public readonly array $parts,
        public readonly array $quoted,
        public readonly ?array $cue,
        public readonly ?array $speakerMention,
        public readonly ?string $language,
        public readonly ?string $evidence,
        public readonly float $confidence,
    ) {
    }

    /** Its parts, joined by a space. */
    public function text(): string
    {
        return implode(' ', array_map($this->document->slice(...), $this->parts));
    }

    /** The word that says so. */
    public function cueText(): ?string
    {
        return $this->document->slice($this->cue);
    }

    /** What the text calls the speaker here: a name, a description, a pronoun. */
    public function speakerText(): ?string
    {
        return $this->document->slice($this->speakerMention);
    }

    /** Who said it. */
    public function speaker(): ?Speaker
    {
        return $this->speakerIndex === null ? null : $this->document->speakers()[$this->speakerIndex];
    }

    /** Whom it is said to. */
    public function addressee(): ?Speaker
    {
        return $this->addresseeIndex === null ? null : $this->document->speakers()[$this->addresseeIndex];
    }

    /** The quotation that holds this one. */
    public function parent(): ?Quote
    {
        return $this->parentIndex === null ? null : $this->document->quotes()[$this->parentIndex];
    }

    public function __toString(): string
    {
        return $this->text();
    }
}
