package Text::Quoth;

use strict;
use warnings;
use 5.026;

our $VERSION = '0.1.0';

use Exporter 'import';
use Text::Quoth::Error;
use Text::Quoth::Raw;
use Text::Quoth::Document;
use Text::Quoth::Engine;

our @EXPORT_OK = qw(parse parse_bytes parse_file identify_language);

my $default;
sub default_engine { return $default //= Text::Quoth::Engine->new }

sub parse       { return default_engine()->parse(@_) }
sub parse_bytes { return default_engine()->parse_bytes(@_) }
sub parse_file  { return default_engine()->parse_file(@_) }

sub identify_language {
    my ($text, @candidates) = @_;
    utf8::encode($text);
    return Text::Quoth::Raw::identify_language($text, join('', map { "$_\0" } @candidates), undef);
}

sub library_version { return Text::Quoth::Raw::version() }

1;

__END__

=encoding utf8

=head1 NAME

Text::Quoth - who said what: blocks, scripts, quotations and speakers of pages and texts

=head1 SYNOPSIS

    use utf8;
    use Text::Quoth 'parse';

    my $doc = parse('“We sail in any weather,” said Mara Lindqvist.');
    for my $quote (@{ $doc->quotes }) {
        say $quote->speaker->name, ': ', $quote->text;
    }

=head1 FUNCTIONS

C<parse($text, %options)> takes characters, C<parse_bytes($octets, %options)> what was read from a file or the network,
C<parse_file($path, %options)> reads a file. They return a L</Text::Quoth::Document>. Damaged text is repaired and counted in
C<< $doc->source->{repaired} >>. Options: C<media_type>, C<charset>, C<language> (guessed where they are not given), C<url>, C<name>, and
C<speakers>, a cast: names, array references of names, or hash references with C<id> and C<names>. No quotation gets another speaker.

C<identify_language($text, @candidates)> returns a BCP 47 tag and how sure that is.

=head1 Text::Quoth::Engine

C<< Text::Quoth::Engine->new(languages => [...], layers => ['scripts', 'blocks', 'quotes'], limits => {input_bytes => N, blocks => N, memory_bytes => N},
speakers => [...]) >> has the methods C<parse>, C<parse_bytes>, C<parse_file>.

=head1 Text::Quoth::Document

C<text> is the one string that all offsets point into: characters from 0, the end excluded; a span is C<[start, end]>, and C<slice($span)>
cuts it. C<blocks>, C<scripts>, C<quotes>, C<speakers>, C<mentions>, C<articles>, C<glue>, C<mixed_tokens> and C<marks> are array
references of records, whose methods are the fields of the JSON format. Records with bounds have C<text>; a quotation has C<text>,
C<cue_text>, C<speaker_text>, C<speaker>, C<addressee> and C<parent>; a speaker C<quotes>. C<main_text>, C<source>, C<metadata>,
C<export($format, %options)>, C<to_json(%options)>; C<save> and C<< Text::Quoth::Document->load($octets) >>.

=head1 ERRORS

Failures die with a C<Text::Quoth::Error>, which reads as its C<message> and has C<status> ("QUOTH_ERROR_CHARSET") and C<offset>, a
byte of the input.

=head1 LICENSE

Apache License 2.0.

=cut
