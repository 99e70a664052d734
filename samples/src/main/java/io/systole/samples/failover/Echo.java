package io.systole.samples.failover;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/**
 * The service: answers each datagram with its content and the name of this node. It is bound to the floating address on every node,
 * whether the address is there or not ({@code net.ipv4.ip_nonlocal_bind}), so that nothing but the address has to move.
 */
final class Echo {
    static final int PORT = 7777;
    private static final int MOST = 512;

    private Echo() {}

    /** The program: address, name of this node. */
    public static void main(String[] words) throws IOException {
        byte[] name = (" " + words[1]).getBytes(StandardCharsets.US_ASCII);
        var buffer = ByteBuffer.allocate(MOST);
        try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(words[0], PORT))) {
            while (true) {
                buffer.clear().limit(MOST - name.length);
                SocketAddress client = channel.receive(buffer);
                buffer.limit(MOST).put(name).flip();
                answer(channel, buffer, client);
            }
        }
    }

    /** The address may have gone in this very moment; then there is nobody to answer as. */
    private static void answer(DatagramChannel channel, ByteBuffer buffer, SocketAddress client) {
        try {
            channel.send(buffer, client);
        } catch (IOException ignored) {
            // The client hears nothing, which is what it is to see.
        }
    }
}
