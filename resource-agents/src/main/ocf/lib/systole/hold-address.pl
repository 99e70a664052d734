#!/usr/bin/perl -w
# hold-address.pl INTERFACE ADDRESS TIMES SECONDS DUEL FILE: tells the neighbours TIMES times, every SECONDS, that ADDRESS is here
# (gratuitous ARP as request and as reply; unsolicited neighbour advertisement for IPv6, RFC 4861 7.2.6). Then, unless DUEL is "off",
# it listens whether another machine claims ADDRESS, and asks now and then, since one that keeps quiet answers only its clients.
#
# A claim is written into FILE, "UPTIME MAC NUMBER": the second since boot, the hardware address, how many claims this duel has had. With
# DUEL=reannounce each claim is answered by an announcement, once a second at most (RFC 5227, 2.4). The first claim of a duel ends
# the program: whoever watches it hears of it at once, and a monitor starts it again.
#
# hold-address.pl INTERFACE ADDRESS ask MILLISECONDS: asks once who has ADDRESS, before it is here, and prints "used MAC" or "free". The time
# begins when the question is out, however long this program took to start.
#
# Needs nothing but perl itself, not even the modules that come with it: they would cost several times its own start, for which clients wait.
# The numbers are those of Linux. Waits in the kernel, which throws away all other packets.
# SPDX-License-Identifier: Apache-2.0
use strict;

# Address families, kinds of sockets, protocols.
sub INET () { 2 }
sub INET6 () { 10 }
sub PACKET () { 17 }
sub DGRAM () { 2 }
sub RAW () { 3 }
sub ARP () { 0x0806 }
sub ICMPV6 () { 58 }
# Levels and names of socket options.
sub SOCKET () { 1 }
sub BIND_TO_DEVICE () { 25 }
sub ATTACH_FILTER () { 26 }
sub IPV6 () { 41 }
sub UNICAST_HOPS () { 16 }
sub MULTICAST_IF () { 17 }
sub MULTICAST_HOPS () { 18 }
sub MULTICAST_LOOP () { 19 }
sub ICMPV6_FILTER () { 1 }
# What is asked of an interface.
sub INDEX () { 0x8933 }
sub HARDWARE () { 0x8927 }
# Kinds of messages.
sub REQUEST () { 1 }
sub REPLY () { 2 }
sub SOLICITATION () { 135 }
sub ADVERTISEMENT () { 136 }
sub OVERRIDE () { 0x20000000 }

sub NOT_AVAILABLE () { 99 }
# Seconds.
sub ASK_EVERY () { 10 }
sub DUEL_ENDS_AFTER () { 60 }

my ($interface, $address, $times, $seconds, $duel, $file) = @ARGV;
defined $file || defined $seconds && $times eq 'ask' or die "usage: $0 interface address times seconds duel file | ask milliseconds\n";
my $v6 = $address =~ /:/;
my $target = ($v6 ? ipv6($address) : pack('C4', split /\./, $address)) or die "$address is not an address\n";

# By the kernel and not by /sys, which may show another network namespace than ours.
socket(my $any, INET, DGRAM, 0) or die "cannot open a socket: $!\n";
my $index = unpack('x16 i', asked(INDEX, $interface) // die "interface $interface: $!\n");
my $mine = hardware($interface) or die "interface $interface: $!\n";
my %ours = map { (hardware($_) // '') => 1 } interfaces();

my $socket = $v6 ? open_icmp() : open_arp();
if ($times eq 'ask') {
    print who_has($seconds / 1000), "\n";
    # The last to close a packet socket waits for the whole kernel to forget it (tens of milliseconds): not us, for whom clients wait.
    close STDOUT;
    close STDERR;
    fork or select(undef, undef, undef, 0.2);
    exit 0;
}
my ($sent, $next, $ask, $answered) = (0, uptime(), uptime() + 1, 0);
while ($sent < $times || $duel ne 'off') {
    my $now = uptime();
    if ($sent < $times && $now >= $next) {
        exit 0 unless held();
        announce();
        $sent++;
        $next = $now + $seconds;
        next;
    }
    if ($duel ne 'off' && $now >= $ask) {
        exit 0 unless held();
        question();
        $ask = $now + ASK_EVERY;
    }
    my $until = $duel eq 'off' || $sent < $times && $next < $ask ? $next : $ask;
    my $wait = $until - uptime();
    my $ready = '';
    vec($ready, fileno($socket), 1) = 1 if $duel ne 'off';
    select($ready, undef, undef, $wait > 0 ? $wait : 0) > 0 or next;
    defined recv($socket, my $packet, 1500, 0) or next;
    my $claimant = $v6 ? claim_by_icmp($packet) : claim_by_arp($packet);
    claimed($claimant) if defined $claimant && !$ours{$claimant};
}

sub who_has {
    my ($left) = @_;
    question() or die "cannot send on $interface: $!\n";
    while ($left > 0) {
        my $ready = '';
        vec($ready, fileno($socket), 1) = 1;
        (my $found, $left) = select($ready, undef, undef, $left);
        last if $found <= 0;
        defined recv($socket, my $packet, 1500, 0) or next;
        my $claimant = $v6 ? claim_by_icmp($packet) : claim_by_arp($packet);
        return 'used ' . readable($claimant) if defined $claimant && !$ours{$claimant};
    }
    return 'free';
}

# Another machine says that the address is its own.
sub claimed {
    my ($claimant) = @_;
    my $now = uptime();
    my ($last, $mac, $number) = split ' ', first_line($file);
    my $goes_on = defined $number && $now - $last < DUEL_ENDS_AFTER;
    $number = 0 unless $goes_on;
    if (open(my $out, '>', "$file.new")) {
        printf $out "%d %s %d\n", $now, readable($claimant), $number + 1;
        close $out;
        rename "$file.new", $file;
    }
    if ($duel eq 'reannounce' && $now - $answered >= 1) {
        announce();
        $answered = $now;
    }
    exit 0 unless $goes_on;
}

sub readable {
    return $_[0] eq '' ? 'unknown' : join(':', map { sprintf '%02x', $_ } unpack('C*', $_[0]));
}

sub announce {
    return advertise() if $v6;
    # Some systems learn from requests, some from replies only.
    arp(REQUEST, $target);
    arp(REPLY, $target);
}

# Does anybody else have it? For IPv4 the sender's address is left empty, so that no neighbour learns anything from the question.
sub question {
    return solicit() if $v6;
    arp(REQUEST, "\0" x 4);
}

# --- IPv4 ---

sub open_arp {
    # Its protocol comes with bind: changing one that is at work has the kernel wait, too.
    socket(my $new, PACKET, DGRAM, 0) or die "cannot open a packet socket: $!\n";
    # Only what has our address as its sender; else every question on the network would wake us.
    my $filter = instruction(0x20, 0, 0, 14) . instruction(0x15, 0, 1, unpack('N', $target))
        . instruction(0x06, 0, 0, 0xffff) . instruction(0x06, 0, 0, 0);
    setsockopt($new, SOCKET, ATTACH_FILTER, pack('S x![P] P', length($filter) / 8, $filter));
    bind($new, link_address("\0" x 6)) or die "cannot listen on $interface: $!\n";
    return $new;
}

sub instruction {
    return pack('SCCL', @_);
}

sub link_address {
    my ($hardware) = @_;
    return pack('S n i S C C a8', PACKET, ARP, $index, 0, 0, length $hardware, $hardware);
}

sub arp {
    my ($operation, $sender) = @_;
    # To whom: for announcements it is us as well, for replies it does not matter.
    my $packet = pack('n n C C n', 1, 0x0800, 6, 4, $operation) . $mine . $sender
        . ($operation == REPLY ? $mine : "\0" x 6) . $target;
    return send($socket, $packet, 0, link_address("\xff" x 6));
}

sub claim_by_arp {
    my ($packet) = @_;
    return undef if length $packet < 28 || substr($packet, 14, 4) ne $target;
    return substr($packet, 8, 6);
}

# --- IPv6 ---

sub open_icmp {
    socket(my $new, INET6, RAW, ICMPV6) or die "cannot open a raw socket: $!\n";
    setsockopt($new, IPV6, MULTICAST_IF, pack('i', $index)) or die "cannot send on $interface: $!\n";
    setsockopt($new, IPV6, $_, pack('i', 255)) for UNICAST_HOPS, MULTICAST_HOPS;
    setsockopt($new, IPV6, MULTICAST_LOOP, pack('i', 0));
    # A bit for each type that is not wanted: all but advertisements.
    my @unwanted = (0xffffffff) x 8;
    $unwanted[ADVERTISEMENT >> 5] &= ~(1 << (ADVERTISEMENT & 31));
    setsockopt($new, ICMPV6, ICMPV6_FILTER, pack('L8', @unwanted));
    # Only what comes in on this interface.
    setsockopt($new, SOCKET, BIND_TO_DEVICE, "$interface\0");
    return $new;
}

sub link_option {
    my ($type) = @_;
    my $option = pack('CC', $type, int((length($mine) + 9) / 8)) . $mine;
    return $option . "\0" x (-length($option) % 8);
}

# From the address itself, if the kernel lets us: some routers look at that, too.
sub advertise {
    socket(my $out, INET6, RAW, ICMPV6) or return;
    setsockopt($out, IPV6, MULTICAST_IF, pack('i', $index));
    setsockopt($out, IPV6, $_, pack('i', $_ == MULTICAST_LOOP ? 0 : 255)) for MULTICAST_HOPS, MULTICAST_LOOP;
    bind($out, to_ipv6($target));
    send($out, pack('CCnN', ADVERTISEMENT, 0, 0, OVERRIDE) . $target . link_option(2), 0, multicast('ff02::1'));
}

sub solicit {
    my $group = ipv6('ff02::1:ff00:0');
    substr($group, 13, 3) = substr($target, 13, 3);
    return send($socket, pack('CCnN', SOLICITATION, 0, 0, 0) . $target . link_option(1), 0, to_ipv6($group, $index));
}

# An address with its port (none) and interface, as the kernel takes it.
sub to_ipv6 {
    my ($bytes, $scope) = @_;
    return pack('S n N a16 L', INET6, 0, 0, $bytes, $scope || 0);
}

# The bytes of an address in words; nothing if it is none.
sub ipv6 {
    my ($text) = @_;
    $text =~ s/(\d+)\.(\d+)\.(\d+)\.(\d+)$/sprintf '%x:%x', $1 * 256 + $2, $3 * 256 + $4/e;
    my ($head, $tail) = split /::/, $text, 2;
    my @head = split /:/, $head;
    my @tail = defined $tail ? split /:/, $tail : ();
    my $gap = 8 - @head - @tail;
    return undef if $gap < 0 || $gap > 0 && !defined $tail;
    return pack('n8', map { hex } @head, (0) x $gap, @tail);
}

sub multicast {
    return to_ipv6(ipv6($_[0]), $index);
}

sub claim_by_icmp {
    my ($packet) = @_;
    return undef if length $packet < 24 || substr($packet, 8, 16) ne $target;
    # Without the option (a unicast answer may leave it out) there is no name for who it was.
    return length $packet >= 32 && ord(substr($packet, 24, 1)) == 2 ? substr($packet, 26, 6) : '';
}

# --- what is asked of the system ---

# Is the address still here? Nobody binds to one that is not.
sub held {
    my $family = $v6 ? INET6 : INET;
    socket(my $try, $family, DGRAM, 0) or return 1;
    return bind($try, $v6 ? to_ipv6($target) : pack('S n a4 x8', INET, 0, $target)) || $! != NOT_AVAILABLE;
}

sub asked {
    my ($what, $name) = @_;
    my $request = pack('a16 x24', $name);
    return ioctl($any, $what, $request) ? $request : undef;
}

sub hardware {
    my $request = asked(HARDWARE, $_[0]);
    return defined $request ? substr($request, 18, 6) : undef;
}

sub interfaces {
    open(my $in, '<', '/proc/net/dev') or return ();
    return map { /^\s*([^:\s]+):/ ? $1 : () } <$in>;
}

sub uptime {
    return (split ' ', first_line('/proc/uptime'))[0];
}

sub first_line {
    open(my $in, '<', $_[0]) or return '';
    return scalar(<$in>) // '';
}
