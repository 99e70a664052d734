package io.systole.node.rehearsal;

import io.systole.core.controller.ControllerSettings;
import io.systole.core.controller.SelfFencing;
import io.systole.core.controller.Timeouts;
import io.systole.core.fencing.AgentCall;
import io.systole.core.fencing.AgentEnd;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.node.ClusterNode;
import io.systole.core.node.NodePorts;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.spi.FenceExecutor;
import io.systole.core.spi.Watchdog;
import io.systole.core.spi.Witness;
import io.systole.node.api.LocalApi;
import io.systole.node.loop.NodeLoop;
import io.systole.node.process.DaemonLog;
import io.systole.node.store.CibFiles;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.SocketConnection;
import io.systole.shell.tool.ToolCall;
import io.systole.shell.tool.ToolContext;
import io.systole.shell.tool.ToolExchange;
import io.systole.shell.tool.ToolResult;
import io.systole.shell.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays through what happens in a cluster: two nodes meet, one becomes DC, somebody configures, resources start, move and stop, the DC is
 * lost and comes back, and people look at it all. The production classes of core, disk, tools and local API are used; agents, wire and time
 * are not real.
 *
 * <p>What Java does for the first time takes it ten times as long as later: the grammar is read, classes are loaded, code is
 * interpreted. On the loop of a node that is in the cluster already this would be a pause in which others take it for dead.
 */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final List<NodeName> NODES = List.of(new NodeName("rehearsal-1"), new NodeName("rehearsal-2"));
    private static final String CONFIGURATION = """
            primitive address ocf:systole:IPaddr params ip=192.0.2.80 op monitor interval=10s timeout=20s
            primitive site ocf:systole:httpd op monitor interval=10s op start timeout=60s
            group web address site
            primitive data ocf:systole:Stateful op monitor interval=10s role=Promoted op monitor interval=11s role=Unpromoted
            clone data-clone data meta promotable=true
            primitive everywhere ocf:systole:Dummy op monitor interval=10s
            clone everywhere-clone everywhere
            location prefer web 100: rehearsal-1
            colocation with-data inf: web data-clone:Promoted
            order after-data Mandatory: data-clone:promote web:start
            property stonith-enabled=false
            rsc_defaults resource-stickiness=10
            commit
            """;
    private static final List<ToolCall> CALLS = List.of(
            ToolCall.of("crm", "configure").withInput(CONFIGURATION),
            ToolCall.of("crm_mon", "-1"),
            ToolCall.of("crm", "configure", "show"),
            ToolCall.of("cibadmin", "-Q"),
            ToolCall.of("crm_standby", "-N", "rehearsal-1", "-v", "on"),
            ToolCall.of("crm_resource", "--move", "--resource", "web", "--node", "rehearsal-2"),
            ToolCall.of("crm", "configure").withInput("property maintenance-mode=true\ncommit\n"),
            ToolCall.of("crm", "status"));

    private final Stage stage = new Stage(Instant.now());
    private final Path directory;
    private final NodeLoop loop;
    private final SortedMap<NodeName, ClusterNode> nodes = new TreeMap<>();

    private Rehearsal(Path directory, NodeLoop loop) {
        this.directory = directory;
        this.loop = loop;
    }

    /**
     * Plays the whole piece on the calling thread, in about a second. Should it fail, that is logged and no reason not to start.
     *
     * @param directory for the files of the piece; removed afterwards
     * @param loop the real node's, which answers a first question over a socket
     */
    public static void play(Path directory, NodeLoop loop) {
        long begin = System.nanoTime();
        var trouble = new AtomicReference<Exception>();
        DaemonLog.silently(() -> {
            try {
                perform(directory, loop);
            } catch (IOException | RuntimeException failed) {
                trouble.set(failed);
            }
        });
        LOG.debug("the rehearsal took {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
        if (trouble.get() != null) {
            LOG.warn("the first changes may take this daemon longer than later ones, because they could not be rehearsed: {}",
                    trouble.get().toString());
        }
    }

    /** The same, but whatever goes wrong is thrown. */
    static void perform(Path directory, NodeLoop loop) throws IOException {
        delete(directory);
        Files.createDirectories(directory);
        new Rehearsal(directory, loop).play();
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private void play() throws IOException {
        NODES.forEach(name -> start(name, 1));
        rest();
        ClusterNode first = nodes.get(NODES.getFirst());
        var tools = new Tools(new ToolContext(new StageConnection(stage, first), AgentLibrary.NONE, Optional.empty(), Clock.systemUTC(),
                ZoneId.systemDefault()));
        for (ToolCall call : CALLS) {
            ToolResult result = tools.run(call);
            if (result.exitCode() != 0) {
                throw new IllegalStateException(call.tool() + " " + call.arguments() + ": " + result.errors());
            }
            rest();
        }
        look(first, new ToolExchange(tools));
        NodeName lost = first.report().dc().orElseThrow();
        nodes.remove(lost).close();
        rest();
        start(lost, 2);
        rest();
        nodes.values().forEach(ClusterNode::close);
    }

    private void look(ClusterNode node, ToolExchange tools) throws IOException {
        Path socket = directory.resolve("s");
        try (var api = new LocalApi(loop, node, socket, resources -> { })) {
            api.open(tools);
            new SocketConnection(socket).report();
        }
    }

    /** Until there is a DC, all who are here are its members, and nothing is left for it to be done. */
    private void rest() {
        if (!stage.playUntil(() -> nodes.values().stream().anyMatch(node -> node.report().state().equals("S_IDLE")
                && node.report().members().size() == nodes.size()))) {
            throw new IllegalStateException("it did not come to rest");
        }
    }

    private void start(NodeName name, long incarnation) {
        ClusterNode node = node(new Member(name, incarnation));
        nodes.put(name, node);
        node.start();
    }

    private ClusterNode node(Member self) {
        var timeouts = Timeouts.defaults();
        var settings = new ControllerSettings(self, NODES, QuorumSettings.forNodes(new TreeSet<>(NODES)), timeouts,
                SelfFencing.forFailureDetection(timeouts.failureDetection()), "rehearsal");
        var ports = new NodePorts(new StageTransport(stage, self), new StageExecutor(stage), new NobodyFences(), Witness.none(),
                Watchdog.none(), new CibFiles(directory.resolve(self.name().value()), Clock.systemUTC()), stage,
                (kind, node, text, details) -> { }, stage::clock, stage::elapsed, RandomGenerator.of("L64X128MixRandom"),
                (cib, now) -> Scheduler.schedule(cib, now, ZoneId.systemDefault()), ZoneId.systemDefault());
        return new ClusterNode(settings, ports, reason -> { });
    }

    /** The piece is played without fencing. */
    private static final class NobodyFences implements FenceExecutor {
        @Override
        public void run(AgentCall call, Consumer<AgentEnd> end) {
            throw new IllegalStateException("fencing is switched off in the rehearsal");
        }

        @Override
        public void kill(long number) {
            // Nothing runs.
        }
    }
}
