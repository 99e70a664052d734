package io.systole.shell.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.DiskFiles;
import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.StatusArguments;
import io.systole.shell.tool.ToolContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that plays a list of scenes, one for each wait of the monitor; time goes by with them. */
class MonitorRunTest {
    private static final Instant BEGIN = Instant.parse("2026-11-26T08:00:00Z");

    @TempDir
    private Path directory;
    private final List<Runnable> scenes = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private Instant now = BEGIN;
    private Cib cib = cib("n1", "");
    private boolean connected = true;
    private boolean over;
    private int ready;

    private static Cib cib(String node, String operation) {
        return CibReader.cib(("<cib><configuration><crm_config/><nodes><node id=\"1\" uname=\"" + node + "\"/></nodes><resources>"
                + "<primitive id=\"web\" class=\"ocf\" provider=\"systole\" type=\"Dummy\"/></resources><constraints/></configuration>"
                + "<status><node_state id=\"1\" uname=\"" + node + "\" in_ccm=\"true\" crmd=\"online\" join=\"member\" expected=\"member\">"
                + "<lrm id=\"1\"><lrm_resources><lrm_resource id=\"web\" class=\"ocf\" provider=\"systole\" type=\"Dummy\">" + operation
                + "</lrm_resource></lrm_resources></lrm></node_state></status></cib>").getBytes(StandardCharsets.UTF_8));
    }

    private void pause(Duration waited) {
        if (connected) {
            now = now.plus(waited);
        } else {
            next(waited);
        }
    }

    /** The next scene, or the end. */
    private void next(Duration waited) {
        Path page = directory.resolve("page.html");
        try {
            pages.add(Files.exists(page) ? Files.readString(page) : "");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        now = now.plus(waited);
        over = scenes.isEmpty();
        if (!over) {
            scenes.removeFirst().run();
        }
    }

    private final ClusterConnection cluster = new ClusterConnection() {
        @Override
        public Cib cib() {
            if (!connected) {
                throw new NotConnectedException("the daemon <is> away");
            }
            return cib;
        }

        @Override
        public Optional<NodeReport> report() {
            return Optional.empty();
        }

        @Override
        public ClusterReply submit(ClusterRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean awaitChange(Cib seen, Duration atMost) {
            next(atMost);
            return true;
        }
    };

    private void run(String... words) throws IOException {
        var context = new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(), () -> now, ZoneOffset.UTC,
                Optional.of(new DiskFiles()));
        StatusArguments arguments = StatusArguments.parse(List.of(words));
        new MonitorRun(context, arguments, new PrintWriter(out), this::pause, arguments.monitor().program().map(name -> notices::add))
                .run(() -> !over, () -> ready++);
    }

    private String page() {
        return directory.resolve("page.html").toString();
    }

    @Test
    void thePageIsWrittenAgainWhenTheClusterHasChangedAndAfterEachInterval() throws IOException {
        scenes.add(() -> cib = cib("n7", ""));
        scenes.add(() -> { });

        run("-d", "-i", "15", "--output-as=html", "--output-to=" + page());

        assertEquals(1, ready);
        assertTrue(pages.getFirst().contains("<span class=\"online\">Online: [ n1 ]</span>"), pages.getFirst());
        assertTrue(pages.getFirst().contains("<meta http-equiv=\"refresh\" content=\"15\">"), pages.getFirst());
        String last = Files.readString(Path.of(page()));
        assertTrue(last.contains("Online: [ n7 ]") && !last.equals(pages.getFirst()), last);
        assertEquals(List.of("page.html"), names());
    }

    private List<String> names() throws IOException {
        return new DiskFiles().list(directory.toString());
    }

    @Test
    void aClusterThatDoesNotAnswerIsSaidOnThePageAndFoundAgain() throws IOException {
        scenes.add(() -> connected = false);
        scenes.add(() -> connected = true);

        run("-d", "-h", page());

        assertTrue(pages.get(1).contains("not connected: the daemon &lt;is&gt; away"), pages.get(1));
        assertTrue(Files.readString(Path.of(page())).contains("Online: [ n1 ]"));
    }

    @Test
    void aFileThatCannotBeWrittenEndsItBeforeItIsReady() {
        IOException failed = assertThrows(IOException.class, () -> run("-d", "--output-to=" + directory + "/missing/page"));

        assertTrue(failed.getMessage().contains("/missing/page"), failed.getMessage());
        assertEquals(0, ready);
    }

    @Test
    void aProgramHearsOfEachResultAndNothingIsPrintedInTheBackground() throws IOException {
        String start = "<lrm_rsc_op id=\"web_last_0\" operation=\"start\" interval=\"0\" call-id=\"4\" rc-code=\"0\" op-status=\"0\" "
                + "transition-key=\"3:5:0:d3e1ab7d-6a45-4d3e-8b74-8c1d8a4a6f11\"/>";
        scenes.add(() -> cib = cib("n1", start));
        scenes.add(() -> cib = cib("n1", start.replace("start", "stop").replace("\"4\"", "\"5\"")));

        run("-d", "-E", "/bin/true", "-e", "ops");

        assertEquals(List.of("start", "stop"), notices.stream().map(Notice::task).toList());
        assertEquals("", out.toString());
    }
}
