<?php

declare(strict_types=1);

// What can go wrong between PHP and C.
require __DIR__ . '/../autoload.php';

use Quoth\Document;
use Quoth\Engine;
use Quoth\Quote;
use Quoth\QuothException;

use function Quoth\identify_language;
use function Quoth\parse;

const PAGE = '<h1>Night ferry</h1><p>“We sail,” said Mara Lindqvist. “If not,” she added, “we wait.”</p>';

function same(mixed $expected, mixed $actual): void
{
    if ($expected !== $actual) {
        throw new LogicException('expected ' . var_export($expected, true) . ', not ' . var_export($actual, true));
    }
}

function failure(string $class, callable $code): Throwable
{
    try {
        $code();
    } catch (Throwable $error) {
        same($class, $error::class);

        return $error;
    }
    throw new LogicException("no $class");
}

function status(callable $code): string
{
    return failure(QuothException::class, $code)->status;
}

function resident(): int
{
    preg_match('/^VmRSS:\s+(\d+)/m', file_get_contents('/proc/self/status'), $found);

    return (int) $found[1];
}

$tests = [
    'records' => static function (): void {
        $doc = parse(PAGE);
        same(['Night ferry', 'title', true], [$doc->blocks()[0]->text(), $doc->blocks()[0]->kind, $doc->blocks()[0]->main]);
        $quote = $doc->quotes()[0];
        same(['“We sail,”', 'said', 'Mara Lindqvist'], [$quote->text(), $quote->cueText(), $quote->speaker()->name]);
        [[$start, $end]] = $quote->parts;
        same($quote->text(), substr($doc->text(), $start, $end - $start));
        same($doc->quotes(), $doc->speakers()[0]->quotes());
        same([null, null, null], [$quote->parent(), $quote->addressee(), $doc->slice(null)]);
        same('Night ferry', $doc->articles()[0]->title());
        same($doc->quotes(), $doc->articles()[0]->blocks()[1]->quotes());
        same('Mara Lindqvist', (string) $doc->mentions()[0]->speaker());
        same('Latin', $doc->scripts()[0]->name());
        same(true, str_starts_with($doc->mainText(), "Night ferry\n"));
        failure(Error::class, static fn () => $quote->type = 'turn');
    },
    'iteration' => static function (): void {
        $doc = parse(PAGE);
        same(2, count($doc));
        same(['“We sail,”', '“If not,” “we wait.”'], array_map(strval(...), iterator_to_array($doc)));
        foreach ($doc as $quote) {
            same(Quote::class, $quote::class);
        }
    },
    'embedded NUL' => static function (): void {
        $text = "One\0two. “We sail,” said Mara Lindqvist.";
        $doc = parse($text, mediaType: 'text/plain');
        same($text, $doc->text());
        same('“We sail,”', $doc->quotes()[0]->text());
        failure(ValueError::class, static fn () => parse('x', name: "a\0b"));
        failure(ValueError::class, static fn () => new Engine(languages: ["e\0n"]));
    },
    'emoji before a quote' => static function (): void {
        $doc = parse('😀 👩‍👩‍👧 “We sail,” said Mara Lindqvist.', name: '😀');
        same('“We sail,”', $doc->slice($doc->quotes()[0]->parts[0]));
        same([24, 38], $doc->quotes()[0]->parts[0]);
        same('😀', $doc->source()->name);
    },
    'right to left' => static function (): void {
        $doc = parse("قالت ليلى: «سنبحر غدا».\n\n“שלום לכם,” אמרה דנה.");
        same(['Arab rtl', 'Hebr rtl'], array_map(static fn ($run) => "$run->script $run->direction", $doc->scripts()));
        same($doc->text(), implode('', $doc->scripts()));
        same(true, str_starts_with($doc->quotes()[0]->text(), '«سنبحر غدا»'));
    },
    'invalid UTF-8' => static function (): void {
        $doc = parse("Gr\xC3\xBC\xC3\x9Fe \xE2\x80 x.", charset: 'utf-8');
        same(1, $doc->source()->repaired);
        same("Grüße \u{FFFD} x.", $doc->text());
        same('Grüße', parse("Gr\xFC\xDFe", charset: 'iso-8859-1')->text());
    },
    'empty input' => static function (): void {
        $doc = parse('');
        same('', $doc->text());
        same([], [...$doc->blocks(), ...$doc->quotes(), ...$doc->scripts()]);
        same(null, $doc->metadata()['title']);
    },
    'a megabyte' => static function (): void {
        $sentence = "“We sail in any weather,” said Mara Lindqvist.\n\n";
        $count = intdiv(1 << 20, strlen($sentence));
        $doc = parse(str_repeat($sentence, $count), mediaType: 'text/plain');
        same($count, count($doc));
        same('“We sail in any weather,”', $doc->quotes()[$count - 1]->text());
    },
    'errors' => static function (): void {
        $error = failure(QuothException::class, static fn () => parse('x', charset: 'klingon'));
        same(['unknown charset "klingon"', 'QUOTH_ERROR_CHARSET', 0], [$error->getMessage(), $error->status, $error->offset]);
        same('QUOTH_ERROR_LIMIT', status(static fn () => (new Engine(maxInputBytes: 3))->parse('four')));
        same('QUOTH_ERROR_LIMIT', status(static fn () => (new Engine(maxMemoryBytes: 3))->parse('four')));
        same('QUOTH_ERROR_NOT_TEXT', status(static fn () => parse("\x89PNG\r\n\x1A\n\0\0\0\rIHDR")));
        same('QUOTH_ERROR_MEDIA_TYPE', status(static fn () => parse('x', mediaType: 'image/png')));
        same('QUOTH_ERROR_ARGUMENT', status(static fn () => new Engine(languages: ['klingon'])));
        same('QUOTH_ERROR_ARGUMENT', status(static fn () => parse('x')->export('papyrus')));
        same('QUOTH_ERROR_DAMAGED', status(static fn () => Document::load('no document')));
        failure(TypeError::class, static fn () => parse(42));
        failure(TypeError::class, static fn () => quoth_document_text(new stdClass()));
        failure(ValueError::class, static fn () => new Engine(layers: ['colours']));
        failure(ValueError::class, static fn () => new Engine(maxInputBytes: -1));
        failure(ValueError::class, static fn () => parse('x', speakers: [[]]));
        failure(ValueError::class, static fn () => parse('x')->export('json', offsets: 'words'));
    },
    'options' => static function (): void {
        $engine = new Engine(languages: ['en'], speakers: [['id' => 'm', 'names' => ['Mara Lindqvist', 'Mara']], 'Joost']);
        $doc = $engine->parse('“We sail,” said Mara.', url: 'https://example.org/');
        same(['m', 'https://example.org/'], [$doc->quotes()[0]->speaker()->id, $doc->source()->url]);
        same(0, count((new Engine(layers: ['scripts']))->parse(PAGE)));
        same('byte', json_decode(json_encode($doc))->offsets);
        same(true, str_contains($doc->export('csv', speaker: $doc->speakers()[0]), 'Mara'));
        same($doc->text(), unserialize(serialize($doc))->text());
        same('de', identify_language('Das ist ein ganz gewöhnlicher Satz.')[0]);
        same(json_decode(file_get_contents(__DIR__ . '/../composer.json'))->version, quoth_version());
    },
    'documents outlive engines, records documents' => static function (): void {
        $quote = (new Engine())->parse(PAGE)->quotes()[0];
        gc_collect_cycles();
        for ($i = 0; $i < 20; ++$i) {
            parse(str_repeat('x', 5000));
        }
        same(['“We sail,”', 'Mara Lindqvist', 'title'], [$quote->text(), $quote->speaker()->name, $quote->document->blocks()[0]->kind]);
    },
    'memory is flat' => static function (): void {
        $rounds = static function (int $count): int {
            for ($i = 0; $i < $count; ++$i) {
                same(2, count(parse(PAGE)->quotes()));
                status(static fn () => parse('x', charset: 'klingon'));
            }
            gc_collect_cycles();

            return resident();
        };
        $rounds(1000);
        $before = $rounds(1000);
        $grown = $rounds(1000) - $before;
        same('flat', $grown < 8192 ? 'flat' : "$grown KiB more after 1,000 rounds");
    },
];

$failed = 0;
foreach ($tests as $name => $test) {
    try {
        $test();
    } catch (Throwable $error) {
        ++$failed;
        echo "$name: $error\n";
    }
}
printf("%d passed, %d failed\n", count($tests) - $failed, $failed);
exit($failed > 0 ? 1 : 0);
