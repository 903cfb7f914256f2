<?php

declare(strict_types=1);

// Prints each document, read by the records of the binding, as a line of JSON.
require getcwd() . '/autoload.php';

const LISTS = ['blocks', 'scripts', 'quotes', 'speakers', 'mentions', 'articles', 'glue', 'mixedTokens', 'marks'];
const DERIVED = ['text', 'cueText', 'speakerText'];

function snake(string $name): string
{
    return preg_replace_callback('/[A-Z]/', static fn (array $letter): string => '_' . strtolower($letter[0]), $name);
}

function fields_of(object $record): array
{
    $fields = array_diff_key(get_object_vars($record), ['document' => 0, 'index' => 0]);
    foreach (array_filter(DERIVED, static fn (string $name): bool => method_exists($record, $name)) as $name) {
        $fields[$name] = $record->$name();
    }

    return array_combine(array_map(snake(...), array_keys($fields)), $fields);
}

foreach (array_slice($argv, 1) as $path) {
    $doc = Quoth\parse(file_get_contents($path), name: $path);
    $json = ['text' => $doc->text(), 'source' => $doc->source(), 'metadata' => $doc->metadata()];
    foreach (LISTS as $list) {
        $json[snake($list)] = array_map(fields_of(...), $doc->$list());
    }
    echo json_encode($json, JSON_THROW_ON_ERROR), "\n";
}
