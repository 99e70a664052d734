package io.systole.samples.failover;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/**
 * The client: asks the floating address every ten milliseconds and prints each answer as "moment of the answer, moment of its question,
 * who answered". Moments are {@link System#nanoTime()}, which on Linux is one clock for all processes of a machine.
 */
final class Asker {
    private static final long PERIOD = 10_000_000;
    private static final long MILLI = 1_000_000;
    private static final int MOST = 512;

    private Asker() {}

    /** The program: the address. */
    public static void main(String[] words) throws IOException {
        var service = new InetSocketAddress(words[0], Echo.PORT);
        try (DatagramChannel channel = DatagramChannel.open(); Selector selector = Selector.open()) {
            channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            long next = System.nanoTime();
            while (true) {
                long now = System.nanoTime();
                if (now - next >= 0) {
                    ask(channel, service, now);
                    next = Math.max(next + PERIOD, now);
                }
                long wait = (next - System.nanoTime()) / MILLI;
                if (wait > 0) {
                    selector.select(wait);
                } else {
                    selector.selectNow();
                }
                selector.selectedKeys().clear();
                hear(channel);
            }
        }
    }

    private static void ask(DatagramChannel channel, InetSocketAddress service, long now) {
        try {
            channel.send(ByteBuffer.wrap(Long.toString(now).getBytes(StandardCharsets.US_ASCII)), service);
        } catch (IOException ignored) {
            // Nobody has the address now; the silence is counted where answers are read.
        }
    }

    private static void hear(DatagramChannel channel) {
        var buffer = ByteBuffer.allocate(MOST);
        try {
            while (channel.receive(buffer) != null) {
                System.out.println(System.nanoTime() + " " + new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII));
                buffer.clear();
            }
        } catch (IOException ignored) {
            // "Port unreachable": the node that has the address now has no service on it; it counts as no answer.
        }
    }
}
