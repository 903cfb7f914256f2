package Text::Quoth::Document;

use strict;
use warnings;

use Text::Quoth::Records;

my %UNITS = (byte => 0, codepoint => 1, utf16 => 2);

sub new {
    my ($class, $handle) = @_;
    return bless { handle => $handle, rows => {} }, $class;
}

sub load {
    my ($class, $octets) = @_;
    return $class->new(Text::Quoth::Raw::document_load($octets));
}

sub save { return Text::Quoth::Raw::document_save($_[0]{handle}) }

sub text { return $_[0]{text} //= Text::Quoth::Raw::document_text($_[0]{handle}) }

sub slice {
    my ($self, $span) = @_;
    $self->text; # a copy of it would not know where its last characters were
    return $span && substr $self->{text}, $span->[0], $span->[1] - $span->[0];
}

sub rows {
    my ($self, $list) = @_;
    return $self->{rows}{$list} //= Text::Quoth::Records::rows($list, $self->{handle});
}

for my $list (Text::Quoth::Records::lists()) {
    no strict 'refs';
    *$list = sub { Text::Quoth::Records::records($list, $_[0]) };
}

sub main_text {
    my ($self) = @_;
    return join "\n", map { $_->text } grep { $_->main } @{ $self->blocks };
}

sub source {
    my $handle = $_[0]{handle};
    return {
        name    => Text::Quoth::Raw::source_name($handle),
        url     => Text::Quoth::Raw::source_url($handle),
        type    => Text::Quoth::Raw::source_type($handle),
        charset => Text::Quoth::Raw::source_charset($handle),
        bytes   => Text::Quoth::Raw::source_bytes($handle),
        repaired => Text::Quoth::Raw::source_repaired($handle),
    };
}

sub metadata {
    my ($self) = @_;
    my %metadata;
    for (my $field = 0; defined(my $name = Text::Quoth::Raw::metadata_field_name($field)); $field++) {
        $metadata{$name} = Text::Quoth::Raw::metadata_value($self->{handle}, $field);
    }
    return \%metadata;
}

sub export {
    my ($self, $format, %options) = @_;
    my $offsets = $options{offsets} // 'codepoint';
    my $unit = $UNITS{$offsets} // Text::Quoth::Error->throw("offsets is $offsets, not one of byte, codepoint, utf16");
    return Text::Quoth::Raw::document_export($self->{handle}, $format, $unit, $options{compact} ? 1 : 0,
        $options{speaker} ? $options{speaker}->index : -1);
}

sub to_json {
    my ($self, %options) = @_;
    return $self->export('json', %options);
}

1;
