package Text::Quoth::Engine;

use strict;
use warnings;

my %LAYERS  = (scripts => 1, blocks => 2, quotes => 4);
my %LIMITS  = map { $_ => 1 } qw(input_bytes blocks memory_bytes);
my %OPTIONS = map { $_ => 1 } qw(media_type charset url name language speakers);

# Strings, each ended by NUL, as the library reads them.
sub _pack {
    my $packed = '';
    for my $string (@_) {
        Text::Quoth::Error->throw('embedded NUL') if $string =~ /\0/;
        $packed .= "$string\0";
    }
    utf8::encode($packed);
    return $packed;
}

# A speaker is a name, a reference to names, or one to a hash with id and names.
sub _pack_speakers {
    my $packed = '';
    for my $speaker (@{ $_[0] // [] }) {
        my ($id, @names) = ref $speaker eq 'HASH' ? ($speaker->{id} // '', @{ $speaker->{names} // [] })
            : ref $speaker ? ('', @$speaker) : ('', $speaker);
        Text::Quoth::Error->throw('a speaker without name') if !@names || grep { !length } @names;
        $packed .= _pack($id, @names) . "\0";
    }
    return $packed;
}

sub new {
    my ($class, %options) = @_;
    my ($layers, $limits) = (0, $options{limits} // {});
    for my $layer (@{ $options{layers} // [] }) {
        $layers |= $LAYERS{$layer} // Text::Quoth::Error->throw("unknown layer $layer");
    }
    for my $name (keys %$limits) {
        Text::Quoth::Error->throw("unknown or negative limit $name") unless $LIMITS{$name} && $limits->{$name} =~ /\A[0-9]+\z/;
    }
    my $handle = Text::Quoth::Raw::engine_new($layers, $limits->{input_bytes} // 0, $limits->{blocks} // 0,
        $limits->{memory_bytes} // 0, _pack(@{ $options{languages} // [] }));
    return bless { handle => $handle, speakers => _pack_speakers($options{speakers}) }, $class;
}

sub parse {
    my ($self, $text, %options) = @_;
    Text::Quoth::Error->throw('a string is needed') if !defined $text || ref $text;
    utf8::encode($text);
    return $self->parse_bytes($text, %options, charset => 'utf-8');
}

sub parse_bytes {
    my ($self, $octets, %options) = @_;
    Text::Quoth::Error->throw('a string is needed') if !defined $octets || ref $octets;
    Text::Quoth::Error->throw('octets are needed, not characters') unless utf8::downgrade($octets, 1);
    for my $name (keys %options) {
        Text::Quoth::Error->throw("unknown option $name") unless $OPTIONS{$name};
    }
    my $speakers = $options{speakers} ? _pack_speakers($options{speakers}) : $self->{speakers};
    return Text::Quoth::Document->new(Text::Quoth::Raw::parse($self->{handle}, $octets, @options{qw(name url media_type charset language)},
        $speakers, undef));
}

sub parse_file {
    my ($self, $path, %options) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    my $octets = do { local $/; <$file> };
    return $self->parse_bytes($octets // '', name => $path, %options);
}

1;
