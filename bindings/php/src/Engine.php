<?php

declare(strict_types=1);

namespace Quoth;

/** Configuration and language packs; made once, used for any number of parses. */
final class Engine
{
    private const LAYERS = ['scripts' => 1, 'blocks' => 2, 'quotes' => 4];

    private \QuothEngine $handle;
    private string $speakers;

    /**
     * @param list<string> $languages     tags that blocks and quotations may be in; all when empty
     * @param list<string> $layers        of "scripts", "blocks", "quotes"; everything when empty
     * @param int          $maxInputBytes the longest input; 0: 1 GiB
     * @param int          $maxBlocks     the most blocks; 0: 16,000,000
     * @param list<string|list<string>|array{id?: string, names: list<string>}> $speakers a cast for all parses
     * @param int          $maxMemoryBytes the most memory that a parse takes; 0: 256 MiB and 40 bytes for each byte of the input
     */
    public function __construct(array $languages = [], array $layers = [], int $maxInputBytes = 0, int $maxBlocks = 0, array $speakers = [],
        int $maxMemoryBytes = 0)
    {
        $wanted = 0;
        foreach ($layers as $layer) {
            $wanted |= self::LAYERS[$layer] ?? throw new \ValueError("unknown layer $layer");
        }
        if ($maxInputBytes < 0 || $maxBlocks < 0 || $maxMemoryBytes < 0) {
            throw new \ValueError('a limit below 0');
        }
        $this->speakers = Packing::speakers($speakers);
        $this->handle = quoth_engine_new($wanted, $maxInputBytes, $maxBlocks, $maxMemoryBytes, Packing::strings($languages));
    }

    /**
     * Find blocks, scripts, quotations and speakers in a page or text.
     *
     * @param string      $input     bytes as they came; text is UTF-8
     * @param string|null $name      what to call it, a path
     * @param string|null $url       where it came from
     * @param string|null $mediaType "text/html" or "text/plain"; guessed otherwise
     * @param string|null $charset   encoding that the bytes came with; guessed otherwise
     * @param string|null $language  BCP 47 hint for text that does not tell
     * @param list<string|list<string>|array{id?: string, names: list<string>}>|null $speakers a cast: no quotation gets another speaker
     */
    public function parse(
        string $input,
        ?string $name = null,
        ?string $url = null,
        ?string $mediaType = null,
        ?string $charset = null,
        ?string $language = null,
        ?array $speakers = null,
    ): Document {
        $cast = $speakers === null ? $this->speakers : Packing::speakers($speakers);

        return new Document(quoth_parse($this->handle, $input, $name, $url, $mediaType, $charset, $language, $cast, null));
    }
}
