package io.systole.node;

import io.systole.agents.AgentCatalog;
import io.systole.core.cib.ResourceId;
import io.systole.core.controller.ControllerSettings;
import io.systole.core.controller.Timeouts;
import io.systole.core.disk.LeaseWitness;
import io.systole.core.disk.NodeSlots;
import io.systole.core.disk.PoisonPills;
import io.systole.core.membership.FeatureLevels;
import io.systole.core.membership.Member;
import io.systole.core.node.ClusterNode;
import io.systole.core.node.NodePorts;
import io.systole.core.option.ClusterOption;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.messaging.ClusterKey;
import io.systole.messaging.ClusterKeyFile;
import io.systole.messaging.JGroupsTransport;
import io.systole.node.alert.AlertAgents;
import io.systole.node.api.LocalApi;
import io.systole.node.api.LoopConnection;
import io.systole.node.config.NodePaths;
import io.systole.node.config.NodeSettings;
import io.systole.node.config.NodeSettings.OnStop;
import io.systole.node.disk.DiskThread;
import io.systole.node.fence.FenceAgents;
import io.systole.node.loop.LoopExecutor;
import io.systole.node.loop.LoopFencer;
import io.systole.node.loop.LoopTransport;
import io.systole.node.loop.MachineLoad;
import io.systole.node.loop.NodeLoop;
import io.systole.node.process.ExitStatus;
import io.systole.node.process.Installation;
import io.systole.node.process.PauseWatch;
import io.systole.node.process.StartException;
import io.systole.node.rehearsal.Rehearsal;
import io.systole.node.safety.SafetyNet;
import io.systole.node.setup.ClusterInit;
import io.systole.node.setup.InstalledAgents;
import io.systole.node.store.CibFiles;
import io.systole.node.store.NodeIdentity;
import io.systole.node.witness.Witnesses;
import io.systole.shell.tool.ToolContext;
import io.systole.shell.tool.ToolExchange;
import io.systole.shell.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster node with everything it stands on, from start to end: the composition of the daemon.
 *
 * <p>All of the node happens on one loop. {@link #stop} may be called by any thread; {@link #awaitEnd} by the one that
 * closes this afterwards.
 */
final class RunningNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
    /** How often the witnesses are looked at, so that one that is deaf is known before a tie needs it. */
    private static final Duration WITNESS_CHECK = Duration.ofMinutes(1);
    /** How long an orderly end waits for the shared disk. */
    private static final Duration DISK_PATIENCE = Duration.ofSeconds(5);

    private final NodeSettings settings;
    private final NodePaths paths;
    private final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    private final NodeLoop loop = new NodeLoop(this::failed);
    /** Done once this daemon has played through what may come. */
    private final CompletableFuture<Void> rehearsed;
    private final AgentCatalog catalog;
    private final FenceAgents fencing;
    private final AlertAgents alerts;
    private final Optional<DiskThread> disk;
    private final Optional<DiskThread> fenceDisk;
    private final Optional<PoisonPills> pills;
    private final Optional<LeaseWitness> lease;
    private final Witnesses witnesses;
    private final SafetyNet net;
    private final LoopTransport wire;
    private final ClusterNode node;
    private final LocalApi api;
    private final PauseWatch pauses;
    /** Only on the loop. */
    private boolean stopping;

    private RunningNode(NodeSettings settings, NodePaths paths, Member self, AgentCatalog catalog, ClusterKey key) throws IOException {
        this.settings = settings;
        this.paths = paths;
        this.catalog = catalog;
        this.rehearsed = CompletableFuture.runAsync(() -> Rehearsal.play(paths.run().resolve("rehearsal"), loop),
                task -> Thread.ofPlatform().name("rehearsal").start(task));
        Timeouts timeouts = Timeouts.forFailureDetection(settings.detection().longestSilence())
                .withPatience(settings.detection().initDead(), settings.detection().restartGrace());
        Supplier<Duration> uptime = () -> Duration.ofNanos(System.nanoTime());
        this.disk = disk(settings.witnesses().disk(), loop);
        this.fenceDisk = disk(settings.safety().fenceDisk(), loop);
        this.lease = disk.map(shared -> new LeaseWitness(shared, settings.cluster(), timeouts.grantValidity(), loop, uptime));
        this.witnesses = Witnesses.of(settings, key, lease, loop::post);
        this.net = new SafetyNet(settings.safety(), paths.run(), GuardProcess.command(paths));
        this.pauses = PauseWatch.start(settings.detection().times().deadTime(), LOG::warn);
        this.fencing = new FenceAgents(LocalAgents.FENCE_AGENTS);
        this.alerts = new AlertAgents(Installation.tools(), paths.socketToTell());
        this.wire = new LoopTransport(new JGroupsTransport(ClusterWire.settings(settings, self, key), new ClusterKeyFile(paths.keyFile()),
                witnesses.keyGuest()), loop);
        var controller = new ControllerSettings(self, List.copyOf(settings.nodes().keySet()),
                settings.quorum(), timeouts, settings.safety().selfFencing(),
                FeatureLevels.ours(), settings.safety().watched(), fenceDisk.isPresent(), Version.text());
        this.pills = fenceDisk.map(shared -> PoisonPills.on(shared, new NodeSlots(settings.cluster(),
                controller.configuredNodes()), self, controller.endedByWatchdog().orElseThrow(),
                timeouts.failureDetection().dividedBy(2), loop, uptime));
        var ports = new NodePorts(wire,
                new LoopExecutor(LocalAgents.executor(settings, paths, catalog, this::instantDetection), loop),
                new LoopFencer(fencing, loop),
                witnesses, net,
                new CibFiles(paths.cib(), Clock.systemUTC()),
                loop, alerts, Instant::now, uptime, RandomGenerator.getDefault(),
                (cib, now) -> Scheduler.schedule(cib, now, ZoneId.systemDefault()), ZoneId.systemDefault(), pills,
                new MachineLoad(Path.of("/"), uptime, settings.nodeActionLimit(), settings.sharedMachine()));
        this.node = new ClusterNode(controller, ports, this::leftByItself);
        this.api = new LocalApi(loop, node, paths.socket(), resources ->
                stop(resources.isEmpty() ? settings.onStop() : OnStop.valueOf(resources.toUpperCase(Locale.ROOT))));
    }

    private static Optional<DiskThread> disk(Optional<Path> path, NodeLoop loop) throws IOException {
        return path.isPresent() ? Optional.of(new DiskThread(path.get(), loop::post)) : Optional.empty();
    }

    /**
     * Starts a node: reads its disk, joins the cluster, opens the local API.
     *
     * @throws StartException if that is not possible; nothing is left running then
     */
    static RunningNode start(NodeSettings settings, NodePaths paths, ClusterKey key) {
        RunningNode running = null;
        try {
            NodeIdentity identity = NodeIdentity.next(paths.state(), settings.name(), Clock.systemUTC());
            identity.warnings().forEach(warning -> LOG.warn("{}", warning));
            AgentCatalog catalog = AgentCatalog.ofInstallation(Installation.agents(), "");
            running = new RunningNode(settings, paths, identity.member(), catalog, key);
            running.join();
            running.open();
            return running;
        } catch (IOException | UncheckedIOException | IllegalStateException failed) {
            if (running != null) {
                running.close();
            }
            boolean disk = failed instanceof IOException;
            throw new StartException(disk ? ExitStatus.IO : ExitStatus.UNAVAILABLE, failed.getMessage());
        }
    }

    private CompletionStage<Boolean> instantDetection(ResourceId resource) {
        return loop.ask(() -> InstantDetectionSwitch.isOn(node.cib(), resource, Instant.now(), ZoneId.systemDefault()));
    }

    /** The others are looked for during the rehearsal; the node starts when both is done, so whoever is ready is also quick. */
    private void join() {
        try {
            long begin = System.nanoTime();
            wire.connect();
            LOG.debug("the network took {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
        } finally {
            rehearsed.join();
        }
        try {
            // The store has logged its warnings when it found them.
            loop.ask(() -> {
                lease.ifPresent(LeaseWitness::begin);
                return node.start();
            }).join();
            LOG.info("joined; the CIB here is {}", node.cib().version());
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void open() throws IOException {
        api.open(new ToolExchange(new Tools(new ToolContext(new LoopConnection(loop, node), new InstalledAgents(catalog),
                Optional.of(new ClusterInit()), Clock.systemUTC(), ZoneId.systemDefault()))));
        loop.post(this::checkWitnesses);
        LOG.info("ready");
    }

    private void checkWitnesses() {
        witnesses.keyGuest().check(problem -> { });
        loop.after(WITNESS_CHECK, this::checkWitnesses);
    }

    /** Begins the orderly end; further calls change nothing, except that {@code LEAVE} cuts a running {@code MOVE} short. */
    void stop(OnStop how) {
        loop.post(() -> {
            boolean again = stopping;
            stopping = true;
            if (how == OnStop.LEAVE && mayLeaveResources()) {
                LOG.info("stopping; the resources of this node run on");
                pills.ifPresentOrElse(shared -> shared.own().unwatched(DISK_PATIENCE, this::leftUnwatched), () -> leftUnwatched(true));
            } else if (!again) {
                LOG.info("stopping; the resources of this node stop first and move if they can");
                loop.after(settings.stopTimeout(), this::tooLong);
                node.shutdown(() -> end.complete(ExitStatus.OK));
            }
        });
    }

    /** Nobody may count this node as fenced by a poison pill any more, once nothing watches what runs on here. */
    private void leftUnwatched(boolean said) {
        if (!said) {
            LOG.error("the shared disk does not take it that nobody looks for poison pills here any more: what runs here will be ended by"
                    + " the guard");
        }
        node.close();
        end.complete(said ? ExitStatus.OK : ExitStatus.IO);
    }

    /** Resources that run on here would be started by the others too, unless those keep their hands off. */
    private boolean mayLeaveResources() {
        boolean alone = node.report().members().size() <= 1;
        boolean handsOff = ClusterSnapshot.of(node.cib(), Instant.now(), ZoneId.systemDefault()).options()
                .isTrue(ClusterOption.MAINTENANCE_MODE);
        if (!alone && !handsOff) {
            LOG.warn("resources are not left running, since the other nodes would start them a second time:"
                    + " set maintenance-mode=true before a stop that leaves them");
        }
        return alone || handsOff;
    }

    private void tooLong() {
        LOG.error("the orderly stop did not end within {} s; leaving the cluster, resources of this node may still run",
                settings.stopTimeout().toSeconds());
        node.close();
        end.complete(ExitStatus.TIMEOUT);
    }

    /** The node has left the cluster without being told from here. */
    private void leftByItself(String reason) {
        if (stopping) {
            LOG.info("{}", reason);
            end.complete(ExitStatus.OK);
        } else {
            LOG.error("leaving the cluster: {}", reason);
            // A node that was fenced may come back, as after a reboot: nothing runs there any more.
            end.complete(pills.filter(shared -> shared.own().fenced()).isPresent() ? ExitStatus.UNAVAILABLE : ExitStatus.FATAL);
        }
    }

    private void failed(Throwable thrown) {
        LOG.error("an impossible state, this daemon ends: {}", thrown.toString(), thrown);
        end.complete(thrown instanceof UncheckedIOException ? ExitStatus.IO : ExitStatus.SOFTWARE);
    }

    /** Waits until the node has ended, and gives the reason. */
    ExitStatus awaitEnd() {
        return end.join();
    }

    /** What runs on is watched no more only if somebody wanted it so. */
    private void closeNet() {
        if (end.getNow(ExitStatus.SOFTWARE) == ExitStatus.OK) {
            net.close();
        }
    }

    @Override
    public void close() {
        api.close();
        try {
            loop.ask(() -> {
                node.close();
                lease.ifPresent(LeaseWitness::close);
                return true;
            }).join();
        } catch (CompletionException failed) {
            LOG.warn("leaving was not clean: {}", failed.getCause().toString());
        }
        wire.close();
        pauses.close();
        fencing.close();
        witnesses.close();
        disk.ifPresent(DiskThread::close);
        fenceDisk.ifPresent(DiskThread::close);
        closeNet();
        loop.close();
        // Last, since it may wait for programs.
        alerts.close();
        LOG.info("ended");
    }
}
