package io.systole.node.api;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.membership.LinkReport;
import io.systole.core.membership.NodeName;
import io.systole.core.node.ClusterApi;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.node.loop.NodeLoop;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.NotConnectedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The cluster as the tools see it from inside the daemon: every question goes to the node's loop and the calling thread
 * waits. Never to be called on the loop itself.
 */
public final class LoopConnection implements ClusterConnection {
    /** Longer than the node itself waits for the DC, so that the node's own answer comes first. */
    private static final Duration LONGEST = Duration.ofSeconds(120);

    /** Levels, devices, nodes and delays add up; the fencer itself always comes to an end. */
    private static final Duration FENCING = Duration.ofHours(1);

    private final NodeLoop loop;
    private final ClusterApi cluster;

    /** A connection to the node that lives on this loop. */
    public LoopConnection(NodeLoop loop, ClusterApi cluster) {
        this.loop = loop;
        this.cluster = cluster;
    }

    @Override
    public Cib cib() {
        return await(loop.ask(cluster::cib));
    }

    @Override
    public AttributeTable attributes() {
        return await(loop.ask(cluster::attributes));
    }

    @Override
    public ChangeHistory history() {
        return await(loop.ask(cluster::history));
    }

    @Override
    public Optional<NodeReport> report() {
        return Optional.of(await(loop.ask(cluster::report)));
    }

    @Override
    public LinkReport links() {
        return await(loop.ask(cluster::links));
    }

    @Override
    public Optional<NodeName> localNode() {
        return Optional.of(await(loop.ask(cluster::localNode)));
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        var reply = new CompletableFuture<ClusterReply>();
        loop.post(() -> cluster.submit(request, reply::complete));
        return await(reply, request instanceof ClusterRequest.ToFencer ? FENCING : LONGEST);
    }

    @Override
    public boolean awaitChange(Cib seen, Duration atMost) {
        var changed = new CompletableFuture<Boolean>();
        ClusterApi.Subscription subscription = await(loop.ask(() -> {
            if (cluster.cib() != seen) {
                changed.complete(true);
            }
            return cluster.subscribe(() -> changed.complete(true));
        }));
        changed.completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return await(changed);
        } finally {
            loop.post(subscription::close);
        }
    }

    private static <T> T await(Future<T> answer) {
        return await(answer, LONGEST);
    }

    private static <T> T await(Future<T> answer, Duration longest) {
        try {
            return answer.get(longest.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotConnectedException("the daemon is stopping");
        } catch (TimeoutException tooLong) {
            throw new NotConnectedException("the daemon did not answer within " + longest.toSeconds() + " s, see its log");
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the node failed to answer", failed.getCause());
        }
    }
}
