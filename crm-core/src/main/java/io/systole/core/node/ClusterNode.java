package io.systole.core.node;

import io.systole.core.cib.Cib;
import io.systole.core.controller.ControllerSettings;
import io.systole.core.membership.Member;
import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumPolicy;
import io.systole.core.spi.CibStore;
import io.systole.core.spi.ClusterTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * One node of the cluster without threads: feeds what the ports tell to the controller and its wishes back to the ports.
 *
 * <p>Confined to one loop: the owner calls every method there and makes the ports call back there. No method blocks,
 * except for the store, which returns when data are on disk.
 */
public final class ClusterNode implements ClusterApi {
    private final ControllerSettings settings;
    private final NodePorts ports;
    private final Consumer<String> stopped;
    private final List<Runnable> listeners = new ArrayList<>();
    private Cib cib = Cib.empty();
    private Membership membership = Membership.NONE;
    private State state = State.NEW;

    /**
     * A node that does nothing before {@link #start}.
     *
     * @param settings what it is told once
     * @param ports its border with the world
     * @param stopped called once when the node has left the cluster by itself, with one sentence why: an ordered shutdown has
     *     ended, or it must not go on (another daemon of this name lives). The daemon should exit then
     */
    public ClusterNode(ControllerSettings settings, NodePorts ports, Consumer<String> stopped) {
        this.settings = settings;
        this.ports = ports;
        this.stopped = stopped;
    }

    /**
     * Loads the CIB and joins the cluster.
     *
     * @return what was wrong with the CIB on disk, one sentence each; the node works nevertheless
     * @throws java.io.UncheckedIOException if the network address or port cannot be used
     */
    public List<String> start() {
        if (state != State.NEW) {
            throw new IllegalStateException("node " + settings.node() + " was started before");
        }
        state = State.RUNNING;
        CibStore.Loaded loaded = ports.store().load();
        cib = loaded.cib();
        ports.transport().start(new ClusterTransport.Listener() {
            @Override
            public void onMembership(SortedSet<Member> members, boolean merged) {
                membership = membership.with(members, settings.quorum());
                changed();
            }

            @Override
            public void onMessage(NodeName from, byte[] message) {
                // Nothing is said between nodes before the election exists.
            }
        });
        return loaded.warnings();
    }

    /** Stops this node's resources in order, then leaves; {@code done} runs when the daemon may exit. Calling it again does nothing. */
    public void shutdown(Runnable done) {
        close();
        done.run();
        stopped.accept("the shutdown of node " + settings.node() + " is complete");
    }

    /** Leaves at once and lets the resources run, for a restart or upgrade of the daemon. Calling it twice is allowed. */
    public void close() {
        if (state == State.RUNNING) {
            state = State.CLOSED;
            ports.executor().close();
            ports.transport().close();
        }
    }

    @Override
    public NodeName localNode() {
        return settings.node();
    }

    @Override
    public Cib cib() {
        return cib;
    }

    @Override
    public NodeReport report() {
        int votes = membership.members().size();
        return new NodeReport(settings.node(), state == State.RUNNING ? "S_PENDING" : "S_STOPPING", Optional.empty(), ports.store().term(),
                membership.quorate(settings.quorum()), membership.all(),
                List.of(QuorumPolicy.reason(settings.quorum(), votes, membership.released())));
    }

    @Override
    public void submit(ClusterRequest request, Consumer<ClusterReply> reply) {
        reply.accept(new ClusterReply(ClusterReply.Outcome.NO_DC, "there is no DC", cib.version()));
    }

    @Override
    public Subscription subscribe(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void changed() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    private enum State { NEW, RUNNING, CLOSED }
}
