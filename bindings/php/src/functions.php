<?php

declare(strict_types=1);

namespace Quoth;

/**
 * Parse with an engine that has all defaults.
 *
 * @param array<string, mixed> $options named arguments of Engine::parse()
 */
function parse(string $input, mixed ...$options): Document
{
    static $engine;
    $engine ??= new Engine();

    return $engine->parse($input, ...$options);
}

/**
 * The language of a text: its BCP 47 tag, "und" where it does not tell, and how sure that is.
 *
 * @param list<string> $candidates tags that it may be; all when empty
 *
 * @return array{string, float}
 */
function identify_language(string $text, array $candidates = [], ?string $prior = null): array
{
    return quoth_identify_language($text, Packing::strings($candidates), $prior);
}
