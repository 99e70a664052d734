# ask.pl SOCKET TOOL INPUT [ARGUMENT...] - has this node's daemon run a tool, prints what it answers and ends with its exit code.
# INPUT is a file, - for standard input, or empty. bin/crm runs it where there is Perl, and otherwise curl, which takes three times as
# long to start. That is why it loads no module, not even strict.
my ($socket, $tool, $input, @arguments) = @ARGV;

sub field {
    my ($name, $value) = @_;
    $value =~ s/([^A-Za-z0-9_.-])/sprintf("%%%02X", ord($1))/ge;
    return "$name=$value";
}

sub give_up {
    my ($code, $sentence) = @_;
    print STDERR "$tool: $sentence\n";
    exit $code;
}

my @fields = (field('user', $ENV{USER} || 'root'), map { field('arg', $_) } @arguments);
foreach my $name ('OCF_RESKEY_CRM_meta_on_node', 'OCF_RESOURCE_INSTANCE') {
    push @fields, field("env.$name", $ENV{$name}) if defined $ENV{$name} && $ENV{$name} ne '';
}
if ($input ne '') {
    my $file = \*STDIN;
    if ($input ne '-') {
        open($file, '<', $input) or give_up(66, "cannot read $input");
    }
    binmode $file;
    local $/;
    my $text = <$file>;
    push @fields, field('stdin', defined $text ? $text : '');
}
my $body = join '&', @fields;

# Unix sockets of streams as Linux numbers them, and an address of theirs.
my $silent = "not connected: the cluster daemon does not answer on $socket; start it with: systemctl start systole";
give_up(102, $silent) if length($socket) > 107;
my $daemon;
socket($daemon, 1, 1, 0) && connect($daemon, pack('Sa108', 1, $socket)) or give_up(102, $silent);
binmode $daemon;
my $request = "POST /v1/tools/$tool HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    . "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " . length($body) . "\r\n\r\n" . $body;
# A daemon that refuses a request may answer before it has read all of it; and who reads our output may have enough of it.
$SIG{PIPE} = 'IGNORE';
for (my $sent = 0; $sent < length $request;) {
    my $more = syswrite($daemon, $request, length($request) - $sent, $sent);
    last unless defined $more;
    $sent += $more;
}
my $answer = '';
1 while sysread($daemon, $answer, 1 << 16, length $answer);

# "EXIT-CODE OUTPUT-BYTES ERROR-BYTES", the output, the errors; anything else is a sentence why there is no such answer.
my ($head, $told) = split /\r\n\r\n/, $answer, 2;
give_up(102, $silent) unless defined $told;
give_up(70, $told =~ /^(?:\Q$tool\E: )?(.*)/s) unless $told =~ s/^(\d+) (\d+) (\d+)\n//;
my ($code, $output, $errors) = ($1, $2, $3);
give_up(102, "not connected: the answer of the cluster daemon broke off") if length($told) < $output + $errors;
foreach my $part ([\*STDOUT, 0, $output], [\*STDERR, $output, $output + $errors]) {
    my ($file, $at, $end) = @$part;
    binmode $file;
    while ($at < $end) {
        my $more = syswrite($file, $told, $end - $at, $at);
        last if !defined $more && $! == 32;
        give_up(74, "cannot write the answer: $!") unless defined $more;
        $at += $more;
    }
}
exit $code;
