<?php

declare(strict_types=1);

// For those who have no Composer.
spl_autoload_register(static function (string $class): void {
    $path = __DIR__ . '/src/' . substr($class, 6) . '.php';
    if (str_starts_with($class, 'Quoth\\') && is_file($path)) {
        require $path;
    }
});

require_once __DIR__ . '/src/functions.php';
