package io.systole.messaging;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.List;

/** What any program in Java pays for a datagram before it looks at it: a socket that is read and whose datagrams are thrown away. */
final class BareSocket {
    private static final int TURN = 64;

    private BareSocket() {}

    /** Argument: the port. Ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().start(() -> drain(Integer.parseInt(arguments[0])));
        while (System.in.read() >= 0) {
            // The only word is the end.
        }
    }

    private static void drain(int port) {
        try (Selector selector = Selector.open(); DatagramChannel channel = DatagramChannel.open()) {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress("127.0.0.1", port));
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
            while (true) {
                selector.select(key -> throwAway(channel, buffer));
            }
        } catch (IOException failed) {
            throw new IllegalStateException("the bare socket", failed);
        }
    }

    private static void throwAway(DatagramChannel channel, ByteBuffer buffer) {
        try {
            for (int i = 0; i < TURN && channel.receive(buffer.clear()) != null; i++) {
                buffer.flip();
            }
        } catch (IOException failed) {
            throw new IllegalStateException("the bare socket", failed);
        }
    }

    static Process launch(int port) throws IOException {
        return new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx64m", "-cp", System.getProperty("java.class.path"), BareSocket.class.getName(),
                Integer.toString(port))).redirectErrorStream(true).start();
    }
}
