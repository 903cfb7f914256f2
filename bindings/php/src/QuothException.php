<?php

declare(strict_types=1);

namespace Quoth;

/** A call failed. The message says why. Arguments of no meaning are \ValueError, those of a wrong type \TypeError. */
final class QuothException extends \RuntimeException
{
    /** Name of the status in C, "QUOTH_ERROR_LIMIT". */
    public readonly string $status;
    /** Byte of the input that it is about, 0 where it is about none. */
    public readonly int $offset;
}
