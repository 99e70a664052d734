package io.systole.shell.client;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.membership.LinkReport;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The cluster behind the daemon's Unix socket. Each question is one HTTP request for the tool {@value #TOOL}, whose answers
 * are {@link RemoteForm}s.
 */
public final class SocketConnection implements ClusterConnection {
    /** The tool in the daemon that answers. */
    public static final String TOOL = "_remote";

    private final Path socket;

    /** The daemon that listens on this socket. */
    public SocketConnection(Path socket) {
        this.socket = socket;
    }

    @Override
    public Cib cib() {
        return RemoteForm.readState(ask(null, "state")).cib();
    }

    @Override
    public AttributeTable attributes() {
        return RemoteForm.readState(ask(null, "state")).attributes();
    }

    @Override
    public Optional<NodeReport> report() {
        return RemoteForm.readState(ask(null, "state")).report();
    }

    @Override
    public ChangeHistory history() {
        return new ChangeHistory(CibReader.element(ask(null, "history")).children().stream().map(HistoryForm::read).toList());
    }

    @Override
    public LinkReport links() {
        return LinkForm.read(ask(null, "links"));
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        return RemoteForm.readReply(ask(RemoteForm.write(request), "submit"));
    }

    @Override
    public boolean awaitChange(Cib seen, Duration atMost) {
        return ask(null, "wait", seen.version().toString(), Long.toString(atMost.toMillis())).startsWith("true");
    }

    private String ask(String input, String... arguments) {
        var form = new StringBuilder();
        for (String argument : arguments) {
            form.append(form.isEmpty() ? "" : "&").append("arg=").append(URLEncoder.encode(argument, StandardCharsets.UTF_8));
        }
        if (input != null) {
            form.append("&stdin=").append(URLEncoder.encode(input, StandardCharsets.UTF_8));
        }
        try {
            return answer(post(form.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw new NotConnectedException("the cluster does not answer on " + socket + " (" + failed.getMessage()
                    + "); start it with \"crm cluster start\" or \"systemctl start systole\"");
        }
    }

    private byte[] post(byte[] body) throws IOException {
        String head = "POST /v1/tools/" + TOOL + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            writeAll(channel, head.getBytes(StandardCharsets.US_ASCII));
            writeAll(channel, body);
            var answer = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
            while (channel.read(buffer) >= 0) {
                answer.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return answer.toByteArray();
        }
    }

    private static void writeAll(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** The output in an HTTP answer that frames it as {@code ToolExchange} does. */
    private static String answer(byte[] http) throws IOException {
        String text = new String(http, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        int line = text.indexOf('\n', body);
        if (body < 4 || line < 0 || !text.startsWith("HTTP/1.1 200")) {
            throw new IOException("unexpected answer: " + text.lines().findFirst().orElse("none"));
        }
        List<String> numbers = List.of(text.substring(body, line).split(" "));
        int start = line + 1;
        int end = start + Integer.parseInt(numbers.get(1));
        if (!numbers.getFirst().equals("0")) {
            throw new IOException(text.substring(end).strip());
        }
        return new String(Arrays.copyOfRange(http, start, end), StandardCharsets.UTF_8);
    }
}
