# Prints each document, read by the records of the binding, as a line of JSON.
use strict;
use warnings;
use JSON::PP;
use Text::Quoth 'parse_file';

my @LISTS   = qw(blocks scripts quotes speakers mentions articles glue mixed_tokens marks);
my @DERIVED = qw(text cue_text speaker_text);
my @FLAGS   = qw(header main);

sub fields_of {
    my ($record) = @_;
    my $fields = $record->to_hash;
    for my $flag (grep { exists $fields->{$_} } @FLAGS) {
        $fields->{$flag} = $fields->{$flag} ? JSON::PP::true : JSON::PP::false;
    }
    for my $name (@DERIVED) {
        $fields->{$name} = $record->$name if $record->can($name);
    }
    return $fields;
}

my $json = JSON::PP->new;
for my $path (@ARGV) {
    my $doc = parse_file($path);
    my %out = (text => $doc->text, source => $doc->source, metadata => $doc->metadata);
    for my $list (@LISTS) {
        $out{$list} = [map { fields_of($_) } @{ $doc->$list }];
    }
    print $json->encode(\%out), "\n";
}
