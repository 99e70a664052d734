#!/usr/bin/perl
# Asks a server one question, for monitors that run every second: no modules, so it starts in a quarter of the time of curl.
#   ask.pl SECONDS unix REGEX SOCKET LINE [SOCKET LINE...]   of the lines that come prints what matches; only the first socket must
#                                                            be there
#   ask.pl SECONDS head URL         any answer in HTTP will do; prints its first line
#   ask.pl SECONDS page URL         prints the page; an answer that is an error: its first line, and 22
# SECONDS is for all together. Exit codes are those of curl: 7 nobody listens, 28 no answer in time, 52 an answer that is none, 22 as
# above; 96: not a URL for this program (it knows http, numbers of IPv4, localhost and [::1]) or a redirection; ask curl.
# SPDX-License-Identifier: Apache-2.0
use strict;

my ($seconds, $what, @rest) = @ARGV;
$SIG{ALRM} = sub { exit 28 };
$SIG{PIPE} = 'IGNORE';
alarm $seconds;

if ($what eq 'unix') {
    my $regex = shift @rest;
    for (my $first = 1; @rest; $first = 0) {
        my ($path, $line) = splice @rest, 0, 2;
        my $server = reach(1, pack('S Z*', 1, $path));
        $server or $first ? exit 7 : next;
        syswrite $server, "$line\n";
        shutdown $server, 1;    # the master of HAProxy waits for more otherwise
        /$regex/ and print "$&\n" for split /\n/, rest_of($server, '');
    }
    exit 0;
}

$rest[0] =~ m{^http://(localhost|\[::1\]|(\d+)\.(\d+)\.(\d+)\.(\d+))(?::(\d+))?(/[^#\s]*)?$} or exit 96;
my ($host, $port, $path) = ($1, $6 || 80, $7 || '/');
my $address = $host eq '[::1]' ? pack('S n x4 x15 C x4', 10, $port, 1) : pack('S n C4 x8', 2, $port, defined $2 ? ($2, $3, $4, $5) : (127, 0, 0, 1));
my $server = reach($host eq '[::1]' ? 10 : 2, $address) or exit($host eq 'localhost' ? 96 : 7);
syswrite $server, "GET $path HTTP/1.0\r\nHost: $host" . ($port == 80 ? '' : ":$port") . "\r\nUser-Agent: systole\r\n\r\n";
my $answer = '';
until ($answer =~ /\n/) {
    sysread($server, $answer, 8192, length $answer) or exit 52;
}
my ($line, $status) = $answer =~ m{^(HTTP/\d\S* (\d+)[^\r\n]*)} or exit 52;
if ($what eq 'head' || $status >= 400) {
    print "$line\n";
    exit($what eq 'head' ? 0 : 22);
}
exit 96 if $status >= 300;
$answer = rest_of($server, $answer);
$answer =~ s/^.*?\r?\n\r?\n//s;
print $answer;

# A socket of the family (1 is Unix, 2 IPv4, 10 IPv6: Linux), connected; nothing if nobody listens.
sub reach {
    my ($family, $to) = @_;
    my $made;
    return socket($made, $family, 1, 0) && connect($made, $to) ? $made : undef;
}

# All that still comes, up to a size that no status page has.
sub rest_of {
    my ($from, $text) = @_;
    while (length $text < 4_000_000 && sysread($from, $text, 65536, length $text)) { }
    return $text;
}
