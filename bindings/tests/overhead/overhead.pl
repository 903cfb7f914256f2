use v5.36;
use Text::Quoth;
use Time::HiRes qw(clock_gettime CLOCK_PROCESS_CPUTIME_ID);

open my $file, '<:raw', $ARGV[0] or die;
my $page = do { local $/; <$file> };

sub least ($rounds, $calls, $f) {
    my $best = 9e9;
    for (1 .. $rounds) {
        my $begun = clock_gettime(CLOCK_PROCESS_CPUTIME_ID);
        $f->() for 1 .. $calls;
        my $each = (clock_gettime(CLOCK_PROCESS_CPUTIME_ID) - $begun) / $calls;
        $best = $each if $each < $best;
    }
    return int($best * 1e9);
}

my $quotes = Text::Quoth::parse_bytes($page)->quotes;

sub fields () {
    my $sum = 0;
    $sum += $_->confidence for @$quotes;
    return $sum;
}

say join "\t", least(10, 500, sub { Text::Quoth::parse('') }), least(30, 1, sub { Text::Quoth::parse_bytes($page) }),
    least(30, 1, sub { my $n = 0; $n += length $_->text for @{ Text::Quoth::parse_bytes($page)->quotes }; $n }),
    int(least(10, 200, \&fields) / @$quotes);
