# Records of the lists of a document: hashes with the fields, which keep their document alive. Their accessors come from the layout that
# the library has; what follows from the fields is added here.
package Text::Quoth::Records;

use strict;
use warnings;

my @LISTS   = qw(blocks scripts quotes speakers mentions articles glue mixed_tokens marks);
my %CLASSES = (
    blocks => 'Block', scripts => 'ScriptRun', quotes => 'Quote', speakers => 'Speaker', mentions => 'Mention', articles => 'Article',
    glue => 'Glue', mixed_tokens => 'MixedToken', marks => 'Mark',
);
my %TABLES = map { $LISTS[$_] => $_ } 0 .. $#LISTS;

sub lists { return @LISTS }

# The rows that a document has read, as they are.
sub rows {
    my ($list, $handle) = @_;
    return Text::Quoth::Raw::build($handle, $TABLES{$list});
}

# A view of one row. Documents hold rows, not records: nothing refers in a circle.
sub record {
    my ($list, $document, $index) = @_;
    return bless { fields => $document->rows($list)->[$index], document => $document, index => $index }, "Text::Quoth::$CLASSES{$list}";
}

sub records {
    my ($list, $document) = @_;
    return [map { record($list, $document, $_) } 0 .. $#{ $document->rows($list) }];
}

sub _define {
    my ($class, $name, $method) = @_;
    no strict 'refs';
    *{"Text::Quoth::${class}::$name"} = $method;
    return;
}

for my $list (@LISTS) {
    my $class = $CLASSES{$list};
    {
        no strict 'refs';
        @{"Text::Quoth::${class}::ISA"} = ('Text::Quoth::Record');
    }
    for (my $field = 0; defined(my $name = Text::Quoth::Raw::field_name($TABLES{$list}, $field)); $field++) {
        _define($class, $name, sub { $_[0]{fields}{$name} });
    }
}

my $stretch = sub { $_[0]{document}->slice([@{ $_[0]{fields} }{qw(start end)}]) };
_define($_, text => $stretch) for qw(Block ScriptRun Mention Article MixedToken Mark);

# The record of a list that a field is the index of.
sub _member {
    my ($class, $name, $list, $field) = @_;
    _define($class, $name, sub {
        my $index = $_[0]{fields}{$field};
        return defined $index ? record($list, $_[0]{document}, $index) : undef;
    });
    return;
}

_member(Quote   => speaker   => speakers => 'speaker_index');
_member(Quote   => addressee => speakers => 'addressee_index');
_member(Quote   => parent    => quotes   => 'parent_index');
_member(Mention => speaker   => speakers => 'speaker_index');

_define(Quote => text => sub {
    my ($self) = @_;
    return join ' ', map { $self->{document}->slice($_) } @{ $self->parts };
});
_define(Quote => cue_text => sub { $_[0]{document}->slice($_[0]->cue) });
_define(Quote => speaker_text => sub { $_[0]{document}->slice($_[0]->speaker_mention) });
_define(Speaker => quotes => sub {
    my ($self) = @_;
    return [grep { defined $_->speaker_index && $_->speaker_index == $self->index } @{ $self->{document}->quotes }];
});
_define(Article => title => sub {
    my $index = $_[0]->title_index;
    return defined $index ? record(blocks => $_[0]{document}, $index)->text : undef;
});

package Text::Quoth::Record;

sub document { return $_[0]{document} }
sub index    { return $_[0]{index} }

# All fields by name.
sub to_hash { return { %{ $_[0]{fields} } } }

1;
