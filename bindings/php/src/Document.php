<?php

declare(strict_types=1);

namespace Quoth;

/**
 * All that was found in one input. Immutable. Offsets are bytes of its text from 0, ends excluded. To iterate over it is to iterate
 * over its quotations; what is counted are these.
 *
 * @implements \IteratorAggregate<int, Quote>
 */
final class Document implements \IteratorAggregate, \Countable, \JsonSerializable
{
    private const UNITS = ['byte' => 0, 'codepoint' => 1, 'utf16' => 2];

    private ?string $text = null;
    /** @var array<class-string, list<Record>> */
    private array $lists = [];

    /** @internal */
    public function __construct(private readonly \QuothDocument $handle)
    {
    }

    /** A document as save() wrote it. */
    public static function load(string $bytes): self
    {
        return new self(quoth_document_load($bytes));
    }

    /** The whole document as a string of bytes, for load(); serialize() uses it. */
    public function save(): string
    {
        return quoth_document_save($this->handle);
    }

    public function __serialize(): array
    {
        return ['saved' => $this->save()];
    }

    public function __unserialize(array $data): void
    {
        $this->handle = quoth_document_load($data['saved']);
    }

    /** The one string that all offsets point into. */
    public function text(): string
    {
        return $this->text ??= quoth_document_text($this->handle);
    }

    /**
     * The text of a span [start, end].
     *
     * @param array{int, int}|null $span
     */
    public function slice(?array $span): ?string
    {
        return $span === null ? null : substr($this->text(), $span[0], $span[1] - $span[0]);
    }

    /** @return list<Block> in the text's order */
    public function blocks(): array
    {
        return $this->records(Block::class);
    }

    /** @return list<ScriptRun> runs of one script; they tile the text */
    public function scripts(): array
    {
        return $this->records(ScriptRun::class);
    }

    /** @return list<Quote> the quotations, in order of their first character */
    public function quotes(): array
    {
        return $this->records(Quote::class);
    }

    /** @return list<Speaker> by first quotation */
    public function speakers(): array
    {
        return $this->records(Speaker::class);
    }

    /** @return list<Mention> where the text mentions its speakers, speaker by speaker */
    public function mentions(): array
    {
        return $this->records(Mention::class);
    }

    /** @return list<Article> the articles of the page */
    public function articles(): array
    {
        return $this->records(Article::class);
    }

    /** @return list<Glue> points where two texts were stuck together without a space */
    public function glue(): array
    {
        return $this->records(Glue::class);
    }

    /** @return list<MixedToken> words that mix scripts as look-alikes do */
    public function mixedTokens(): array
    {
        return $this->records(MixedToken::class);
    }

    /** @return list<Mark> strings in quotation marks that are nobody's speech */
    public function marks(): array
    {
        return $this->records(Mark::class);
    }

    /**
     * @template T of Record
     *
     * @param class-string<T> $class
     *
     * @return list<T>
     */
    private function records(string $class): array
    {
        if (!isset($this->lists[$class])) {
            $this->lists[$class] = [];
            foreach (quoth_build($this->handle, $class::TABLE) as $index => $fields) {
                $this->lists[$class][] = new $class($this, $index, ...$fields);
            }
        }

        return $this->lists[$class];
    }

    /** The text a reader came for: the main blocks, joined by line feeds. */
    public function mainText(): string
    {
        $main = array_filter($this->blocks(), static fn (Block $block): bool => $block->main);

        return implode("\n", array_map(static fn (Block $block): string => $block->text(), $main));
    }

    /** Where the text came from. */
    public function source(): Source
    {
        $h = $this->handle;

        return new Source(
            quoth_source_name($h),
            quoth_source_url($h),
            quoth_source_type($h),
            quoth_source_charset($h),
            quoth_source_bytes($h),
            quoth_source_repaired($h),
        );
    }

    /**
     * What the page says about itself: title, author, date, modified, site, language, url, description.
     *
     * @return array<string, string|null>
     */
    public function metadata(): array
    {
        $metadata = [];
        for ($field = 0; ($name = quoth_metadata_field_name($field)) !== null; ++$field) {
            $metadata[$name] = quoth_metadata_value($this->handle, $field);
        }

        return $metadata;
    }

    /**
     * The document as text in a format.
     *
     * @param string       $format  "json", "tei", "webannotation", "brat", "xmi", "csv", "markdown" or "report"
     * @param string       $offsets "byte", "codepoint" or "utf16"
     * @param Speaker|null $speaker only that voice
     */
    public function export(string $format, string $offsets = 'byte', bool $compact = false, ?Speaker $speaker = null): string
    {
        $unit = self::UNITS[$offsets] ?? throw new \ValueError("offsets is $offsets, not one of byte, codepoint, utf16");

        return quoth_document_export($this->handle, $format, $unit, (int) $compact, $speaker === null ? -1 : $speaker->index);
    }

    /** The JSON format 1, with offsets in bytes: for json_encode(). */
    public function jsonSerialize(): mixed
    {
        return json_decode($this->export('json', compact: true), flags: JSON_THROW_ON_ERROR);
    }

    public function getIterator(): \ArrayIterator
    {
        return new \ArrayIterator($this->quotes());
    }

    public function count(): int
    {
        return count($this->quotes());
    }
}
