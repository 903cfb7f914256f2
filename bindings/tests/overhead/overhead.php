<?php

declare(strict_types=1);

require 'autoload.php';

use function Quoth\parse;

$page = file_get_contents($argv[1]);

/** Processor time in nanoseconds. */
function now(): int
{
    $usage = getrusage();

    return 1000 * (1_000_000 * ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']);
}

function least(int $rounds, int $calls, callable $f): int
{
    $best = PHP_INT_MAX;
    for ($i = 0; $i < $rounds; ++$i) {
        $begun = now();
        for ($k = 0; $k < $calls; ++$k) {
            $f();
        }
        $best = min($best, intdiv(now() - $begun, $calls));
    }

    return $best;
}

$all = static function () use ($page): int {
    $length = 0;
    foreach (parse($page) as $quote) {
        $length += strlen($quote->text());
    }

    return $length;
};

$quotes = parse($page)->quotes();
$fields = static function () use ($quotes): float {
    $sum = 0.0;
    foreach ($quotes as $quote) {
        $sum += $quote->confidence;
    }

    return $sum;
};
$each = intdiv(least(10, 200, $fields), count($quotes));

echo implode("\t", [least(10, 500, static fn () => parse('')), least(30, 1, static fn () => parse($page)), least(30, 1, $all), $each]), "\n";
