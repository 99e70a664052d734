package io.systole.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.node.ClusterApi;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.node.loop.NodeLoop;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.tool.ToolContext;
import io.systole.shell.tool.ToolExchange;
import io.systole.shell.tool.Tools;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local API on a real Unix socket, in front of a node that is a fake. */
class LocalApiIT {
    @TempDir
    Path directory;
    private final BlockingQueue<String> stops = new LinkedBlockingQueue<>();
    private NodeLoop loop;
    private final FakeCluster cluster = new FakeCluster();
    private LocalApi api;
    private Path socket;

    @BeforeEach
    void open() throws IOException {
        socket = directory.resolve("api.sock");
        Files.writeString(socket, "left by a daemon that was killed");
        loop = new NodeLoop(failure -> { });
        api = new LocalApi(loop, cluster, socket, stops::add);
        api.open(new ToolExchange(new Tools(new ToolContext(new LoopConnection(loop, cluster), AgentLibrary.NONE, Optional.empty(),
                Clock.systemUTC(), ZoneOffset.UTC))));
    }

    @AfterEach
    void close() {
        api.close();
        loop.close();
    }

    /** Sends a request and reads until the server ends the connection, or {@code enough} has come. */
    private String exchange(String head, String body, String enough) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String request = head + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            var answer = new StringBuilder();
            var buffer = ByteBuffer.allocate(8192);
            while (channel.read(buffer) >= 0) {
                answer.append(StandardCharsets.UTF_8.decode(buffer.flip()));
                buffer.clear();
                if (!enough.isEmpty() && answer.indexOf(enough) >= 0) {
                    break;
                }
            }
            return answer.toString();
        }
    }

    @Test
    void replacesAStaleSocketAndLetsOnlyOwnerAndGroupIn() throws Exception {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(socket));

        assertEquals("rw-rw----", mode);
    }

    @Test
    void tellsTheStatusAsJson() throws Exception {
        String answer = exchange("GET /v1/status", "", "");

        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(answer.contains("\"node\":\"n1\",\"state\":\"S_IDLE\",\"dc\":\"n1\",\"term\":4,\"quorate\":true"), answer);
    }

    @Test
    void givesTheCibAsXml() throws Exception {
        String answer = exchange("GET /v1/cib", "", "");

        assertTrue(answer.contains("<cib ") && answer.contains("<configuration>"), answer);
    }

    @Test
    void runsToolsWithTheirExitCodeInTheFirstLine() throws Exception {
        String answer = exchange("POST /v1/tools/no_such_tool", "arg=-1", "");

        assertTrue(answer.contains("\r\n\r\n64 0 "), answer);
        assertTrue(answer.contains("no_such_tool: there is no such tool"), answer);
    }

    @Test
    void streamsTheStatusToListeners() throws Exception {
        String answer = exchange("GET /v1/events", "", "\"node\":\"n1\"");

        assertTrue(answer.contains("text/event-stream") && answer.contains("event: status"), answer);
    }

    @Test
    void passesAStopOn() throws Exception {
        String answer = exchange("POST /v1/stop?resources=leave", "", "");

        assertTrue(answer.startsWith("HTTP/1.1 202"), answer);
        assertEquals("leave", stops.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void refusesAStopThatItDoesNotUnderstand() throws Exception {
        String answer = exchange("POST /v1/stop?resources=sell", "", "");

        assertTrue(answer.startsWith("HTTP/1.1 400") && answer.contains("it takes move or leave"), answer);
        assertFalse(stops.contains("sell"));
    }

    @Test
    void namesWhatIsNotThere() throws Exception {
        String answer = exchange("GET /v2/everything", "", "");

        assertTrue(answer.startsWith("HTTP/1.1 404") && answer.contains("there is no GET /v2/everything here"), answer);
    }

    @Test
    void theKernelSaysWhoAsksAndAclsLimitHim() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root") && Files.exists(Path.of("/usr/bin/setpriv"))
                && Files.exists(Path.of("/usr/bin/curl")), "needs root, setpriv and curl");
        cluster.cib = CibReader.cib("<cib><configuration><crm_config><cluster_property_set id=\"o\"><nvpair id=\"a\" name=\"enable-acl\""
                + " value=\"true\"/></cluster_property_set></crm_config></configuration></cib>");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));

        String refused = asNobody("http://x/v1/cib");
        String tool = asNobody("--data-urlencode", "arg=-Q", "--data-urlencode", "user=root", "http://x/v1/tools/cibadmin");

        assertTrue(exchange("GET /v1/cib", "", "").startsWith("HTTP/1.1 200"));
        assertTrue(refused.contains("/v1/cib is for root and hacluster only"), refused);
        assertTrue(tool.startsWith("4 0 ") && tool.contains("nobody may read nothing of the CIB"), tool);
    }

    private String asNobody(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "curl", "-s",
                "--unix-socket", socket.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A node that knows one state and takes no requests. */
    private static final class FakeCluster implements ClusterApi {
        private static final NodeName N1 = new NodeName("n1");
        private volatile Cib cib = Cib.empty();

        @Override
        public AttributeTable attributes() {
            return AttributeTable.EMPTY;
        }

        @Override
        public NodeName localNode() {
            return N1;
        }

        @Override
        public Cib cib() {
            return cib;
        }

        @Override
        public ChangeHistory history() {
            return ChangeHistory.EMPTY;
        }

        @Override
        public NodeReport report() {
            return new NodeReport(N1, "S_IDLE", Optional.of(N1), 4, true, new TreeSet<>(List.of(new Member(N1, 7))), List.of());
        }

        @Override
        public void submit(ClusterRequest request, Consumer<ClusterReply> reply) {
            reply.accept(new ClusterReply(ClusterReply.Outcome.NO_DC, "a fake has no DC", Cib.empty().version()));
        }

        @Override
        public Subscription subscribe(Runnable listener) {
            return () -> { };
        }
    }
}
