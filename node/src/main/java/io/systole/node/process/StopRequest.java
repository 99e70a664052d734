package io.systole.node.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code systoled --stop}: asks the running daemon to stop, and waits until its process has ended. */
public final class StopRequest {
    private StopRequest() {}

    /**
     * Asks and waits, for as long as the daemon needs.
     *
     * @param socket the daemon's local API
     * @param pidFile holds its process id
     * @param resources {@code move}, {@code leave} or empty = as configured there
     * @throws StartException if no daemon answers
     */
    public static void send(Path socket, Path pidFile, String resources) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String request = "POST /v1/stop?resources=" + resources + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(512);
            channel.read(answer);
            String line = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).lines().findFirst().orElse("");
            if (!line.contains(" 202 ")) {
                throw new StartException(ExitStatus.UNAVAILABLE, "the daemon refused to stop: " + line);
            }
            process(pidFile).ifPresent(process -> process.onExit().join());
        } catch (IOException unreachable) {
            throw new StartException(ExitStatus.UNAVAILABLE, "no daemon answers on " + socket + " (" + unreachable.getMessage()
                    + "); if it runs with other directories, give the same --run");
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()));
    }
}
