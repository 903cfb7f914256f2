<?php

declare(strict_types=1);

namespace Quoth;

/** What the library reads as strings, each ended by NUL. @internal */
final class Packing
{
    /** @param list<string> $strings */
    public static function strings(array $strings): string
    {
        foreach ($strings as $string) {
            if (str_contains($string, "\0")) {
                throw new \ValueError('embedded NUL');
            }
        }

        return implode('', array_map(static fn (string $string): string => $string . "\0", $strings));
    }

    /** @param list<string|list<string>|array{id?: string, names: list<string>}> $speakers */
    public static function speakers(array $speakers): string
    {
        $packed = '';
        foreach ($speakers as $speaker) {
            $names = is_string($speaker) ? [$speaker] : $speaker['names'] ?? array_values($speaker);
            if ($names === [] || in_array('', $names, true)) {
                throw new \ValueError('a speaker without name');
            }
            $packed .= self::strings([is_array($speaker) ? $speaker['id'] ?? '' : '', ...$names, '']);
        }

        return $packed;
    }
}
