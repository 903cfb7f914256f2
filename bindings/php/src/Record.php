<?php

declare(strict_types=1);

namespace Quoth;

/** A row of a list of a document, which it keeps. */
interface Record
{
}
