# What can go wrong between Perl and C.
use strict;
use warnings;
use utf8;
use Test::More;
use Text::Quoth qw(parse parse_bytes identify_language);

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

my $PAGE = '<h1>Night ferry</h1><p>“We sail,” said Mara Lindqvist. “If not,” she added, “we wait.”</p>';

sub failure {
    my ($code) = @_;
    eval { $code->(); 1 } and return fail('it should have died');
    return $@;
}

sub resident {
    open my $file, '<', '/proc/self/status' or die;
    my ($kib) = map { /^VmRSS:\s+(\d+)/ ? $1 : () } <$file>;
    return $kib;
}

subtest records => sub {
    my $doc = parse($PAGE);
    my ($block, $quote) = ($doc->blocks->[0], $doc->quotes->[0]);
    is_deeply [$block->text, $block->kind, $block->start, $block->end], ['Night ferry', 'title', 0, 11];
    is $quote->speaker->name, 'Mara Lindqvist';
    is_deeply [$quote->text, $quote->cue_text, $quote->speaker_text], ['“We sail,”', 'said', 'Mara Lindqvist'];
    is_deeply [map { $_->index } @{ $doc->speakers->[0]->quotes }], [0, 1];
    is $quote->parent, undef;
    is $doc->articles->[0]->title, 'Night ferry';
    is $doc->mentions->[0]->speaker->name, 'Mara Lindqvist';
    ok $block->main;
    ok !$block->header;
    like $doc->main_text, qr/\ANight ferry\n/;
};

subtest 'embedded NUL' => sub {
    my $text = "One\0two. “We sail,” said Mara Lindqvist.";
    my $doc = parse($text, media_type => 'text/plain');
    is $doc->text, $text;
    is $doc->quotes->[0]->text, '“We sail,”';
    like failure(sub { parse('x', name => "a\0b") }), qr/embedded NUL/;
    like failure(sub { Text::Quoth::Engine->new(languages => ["e\0n"]) }), qr/embedded NUL/;
};

subtest 'emoji before a quote' => sub {
    my $doc = parse('😀 👩‍👩‍👧 “We sail,” said Mara Lindqvist.');
    my ($start, $end) = @{ $doc->quotes->[0]->parts->[0] };
    is substr($doc->text, $start, $end - $start), '“We sail,”';
    is $start, 8;
};

subtest 'right to left' => sub {
    my $doc = parse("قالت ليلى: «سنبحر غدا».\n\n“שלום לכם,” אמרה דנה.");
    is_deeply [map { $_->script . $_->direction } @{ $doc->scripts }], ['Arabrtl', 'Hebrrtl'];
    is join('', map { $_->text } @{ $doc->scripts }), $doc->text;
    like $doc->quotes->[0]->text, qr/\A«سنبحر غدا»/;
};

subtest 'characters and octets' => sub {
    my $doc = parse_bytes("Gr\xC3\xBC\xC3\x9Fe \xE2\x80 x", charset => 'utf-8');
    is $doc->source->{repaired}, 1;
    like $doc->text, qr/\AGrüße \x{FFFD}/;
    my $latin = "Gr\xFC\xDFe";
    is parse($latin)->text, 'Grüße', 'characters, however Perl holds them';
    is parse_bytes($latin, charset => 'iso-8859-1')->text, 'Grüße';
    is failure(sub { parse_bytes('“x”') })->status, 'QUOTH_ERROR_ARGUMENT';
    my $text = 'Grüße';
    parse($text);
    is $text, 'Grüße', 'what is given stays as it is';
};

subtest 'empty input' => sub {
    my $doc = parse('');
    is $doc->text, '';
    is @{ $doc->blocks } + @{ $doc->quotes } + @{ $doc->scripts }, 0;
    is $doc->metadata->{title}, undef;
};

subtest 'a megabyte' => sub {
    my $sentence = "“We sail in any weather,” said Mara Lindqvist.\n\n";
    my $count = int 2**20 / length $sentence;
    my $doc = parse($sentence x $count, media_type => 'text/plain');
    is @{ $doc->quotes }, $count;
    is $doc->quotes->[-1]->text, '“We sail in any weather,”';
};

subtest errors => sub {
    my $error = failure(sub { parse_bytes('x', charset => 'klingon') });
    isa_ok $error, 'Text::Quoth::Error';
    is "$error", 'unknown charset "klingon"';
    is_deeply [$error->status, $error->offset], ['QUOTH_ERROR_CHARSET', 0];
    is failure(sub { Text::Quoth::Engine->new(limits => { input_bytes => 3 })->parse('four') })->status, 'QUOTH_ERROR_LIMIT';
    is failure(sub { Text::Quoth::Engine->new(limits => { memory_bytes => 3 })->parse('four') })->status, 'QUOTH_ERROR_LIMIT';
    is failure(sub { parse_bytes("\x89PNG\r\n\x1A\n\0\0\0\rIHDR") })->status, 'QUOTH_ERROR_NOT_TEXT';
    is failure(sub { Text::Quoth::Document->load('no document') })->status, 'QUOTH_ERROR_DAMAGED';
    for my $wrong (sub { parse([]) }, sub { parse(undef) }, sub { parse('x', colour => 1) }, sub { parse('x', speakers => [[]]) },
        sub { Text::Quoth::Engine->new(layers => ['colours']) }, sub { Text::Quoth::Engine->new(languages => ['klingon']) },
        sub { parse('x')->to_json(offsets => 'words') }, sub { parse('x')->export('papyrus') }) {
        is failure($wrong)->status, 'QUOTH_ERROR_ARGUMENT';
    }
};

subtest options => sub {
    my $engine = Text::Quoth::Engine->new(languages => ['en'],
        speakers => [{ id => 'm', names => ['Mara Lindqvist', 'Mara'] }, ['Joost', 'Jo']]);
    my $doc = $engine->parse('“We sail,” said Mara.', url => 'https://example.org/');
    is_deeply [$doc->quotes->[0]->speaker->id, $doc->source->{url}], ['m', 'https://example.org/'];
    is @{ Text::Quoth::Engine->new(layers => ['scripts'])->parse($PAGE)->quotes }, 0;
    like $doc->to_json(offsets => 'utf16', compact => 1), qr/"offsets":"utf16"/;
    like $doc->export('csv', speaker => $doc->speakers->[0]), qr/“We sail,”/;
    is(Text::Quoth::Document->load($doc->save)->text, $doc->text);
    is +(identify_language('Das ist ein ganz gewöhnlicher Satz.'))[0], 'de';
    is(Text::Quoth::library_version(), $Text::Quoth::VERSION);
};

subtest 'documents outlive engines, records documents' => sub {
    my $quote = Text::Quoth::Engine->new->parse($PAGE)->quotes->[0];
    parse('x' x 5000) for 1 .. 20;
    is $quote->text, '“We sail,”';
    is $quote->speaker->name, 'Mara Lindqvist';
};

subtest 'memory is flat' => sub {
    my $rounds = sub {
        for (1 .. $_[0]) {
            my $doc = parse($PAGE);
            @{ $doc->quotes } == 2 or die;
            $doc->blocks;
            eval { parse_bytes($PAGE =~ s/[“”]//gr, charset => 'klingon') };
        }
        return resident();
    };
    my $before = $rounds->(200);
    cmp_ok $rounds->(1000) - $before, '<', 1024, 'KiB more after 1,000 rounds';
};

done_testing;
