#!/usr/bin/perl
# announce-ipv6.pl INTERFACE ADDRESS: sends one unsolicited neighbour advertisement (RFC 4861, 4.4 and 7.2.6) to all nodes of
# the link, so that they replace the hardware address that they have for ADDRESS. No program of the base system does this.
# SPDX-License-Identifier: Apache-2.0
use strict;
use warnings;
use Socket qw(AF_INET6 SOCK_RAW inet_pton pack_sockaddr_in6);

use constant { ICMPV6 => 58, IPV6 => 41, MULTICAST_IF => 17, MULTICAST_HOPS => 18, ADVERTISEMENT => 136, OVERRIDE => 0x20000000 };

my ($interface, $address) = @ARGV;
defined $address or die "usage: $0 interface address\n";
my $target = inet_pton(AF_INET6, $address) or die "$address is not an IPv6 address\n";
my $index = first_line("/sys/class/net/$interface/ifindex");
my $hardware = pack('C*', map { hex } split /:/, first_line("/sys/class/net/$interface/address"));

# Option 2: the hardware address of the target, padded to units of eight bytes.
my $option = pack('CC', 2, int((length($hardware) + 9) / 8)) . $hardware;
$option .= "\0" x (-length($option) % 8);
my $message = pack('CCnN', ADVERTISEMENT, 0, 0, OVERRIDE) . $target . $option;    # the kernel puts in the checksum

socket(my $out, AF_INET6, SOCK_RAW, ICMPV6) or die "cannot open a raw socket: $!\n";
setsockopt($out, IPV6, MULTICAST_IF, pack('i', $index)) or die "cannot send on $interface: $!\n";
setsockopt($out, IPV6, MULTICAST_HOPS, pack('i', 255)) or die "cannot set the hop limit: $!\n";
bind($out, pack_sockaddr_in6(0, $target)) or die "$address is not an address of this node: $!\n";
send($out, $message, 0, pack_sockaddr_in6(0, inet_pton(AF_INET6, 'ff02::1'), $index)) or die "cannot send on $interface: $!\n";

sub first_line {
    my ($file) = @_;
    open(my $in, '<', $file) or die "cannot read $file: $!\n";
    my $line = <$in>;
    chomp $line;
    return $line;
}
