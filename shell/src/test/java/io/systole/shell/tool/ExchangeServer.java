package io.systole.shell.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of an HTTP server on a Unix socket as the fronts need: one request for each connection. */
final class ExchangeServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final ServerSocketChannel channel;
    private final ToolExchange exchange;

    ExchangeServer(Path socket, ToolExchange exchange) throws IOException {
        this.exchange = exchange;
        this.channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (channel.isOpen()) {
            try (SocketChannel client = channel.accept()) {
                answer(client);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(SocketChannel client) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        int head = -1;
        int length = 0;
        while (head < 0 || bytes.size() < head + length) {
            if (client.read(buffer) < 0) {
                return;
            }
            bytes.write(buffer.array(), 0, buffer.position());
            buffer.clear();
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                head = end + 4;
                Matcher matcher = LENGTH.matcher(text.substring(0, end));
                length = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
            }
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        String tool = text.substring(text.lastIndexOf('/', text.indexOf(" HTTP/1.1")) + 1, text.indexOf(" HTTP/1.1"));
        byte[] body = exchange.answer(tool, text.substring(head).getBytes(StandardCharsets.ISO_8859_1));
        String status = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        for (byte[] part : new byte[][] {status.getBytes(StandardCharsets.US_ASCII), body}) {
            ByteBuffer out = ByteBuffer.wrap(part);
            while (out.hasRemaining()) {
                client.write(out);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
