<?php

declare(strict_types=1);

require 'autoload.php';

use function Quoth\parse;

$page = file_get_contents($argv[1]);

function least(int $rounds, int $calls, callable $f): int
{
    $best = PHP_INT_MAX;
    for ($i = 0; $i < $rounds; ++$i) {
        $begun = hrtime(true);
        for ($k = 0; $k < $calls; ++$k) {
            $f();
        }
        $best = min($best, intdiv(hrtime(true) - $begun, $calls));
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

echo implode("\t", [least(10, 500, static fn () => parse('')), least(10, 3, static fn () => parse($page)), least(10, 3, $all)]), "\n";
