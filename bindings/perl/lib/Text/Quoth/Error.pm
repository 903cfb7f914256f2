package Text::Quoth::Error;

use strict;
use warnings;

use overload '""' => sub { $_[0]{message} }, bool => sub { 1 }, fallback => 1;

sub message { return $_[0]{message} }
sub status  { return $_[0]{status} }
sub offset  { return $_[0]{offset} }

# An argument breaks its documented rule.
sub throw {
    my ($class, $message) = @_;
    die bless { message => $message, status => 'QUOTH_ERROR_ARGUMENT', offset => 0 }, $class;
}

1;
