package io.systole.lrm;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.memory.AgentFiles;
import io.systole.lrm.memory.AgentFiles.AtWork;
import io.systole.lrm.process.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Agents that a former daemon has left at work. While one of them starts a resource, a probe would find it stopped, and the cluster would
 * start it elsewhere: so whatever is ordered for that resource waits for the agent's end, which comes when its time is over at the latest.
 */
final class FormerAgents {
    private static final Logger LOG = LoggerFactory.getLogger(FormerAgents.class);
    private static final Duration STEP = Duration.ofMillis(50);
    /** How long a killed agent is waited for; one that survives that waits for a device, and the cluster has to go on. */
    private static final Duration DYING = Duration.ofSeconds(5);

    private final AgentFiles files;
    private final List<AtWork> left;

    FormerAgents(AgentFiles files) {
        this.files = files;
        this.left = files.left();
    }

    /** The resources that are being worked on; each as often as there are agents. */
    List<ResourceId> resources() {
        return left.stream().map(AtWork::resource).toList();
    }

    /** Waits for them, each on a thread of its own that calls {@code ended}. */
    void await(Consumer<ResourceId> ended) {
        for (AtWork agent : left) {
            LOG.warn("{} of a former daemon is still under way (process {}): what is ordered for {} waits for its end", agent.what(),
                    agent.process().pid(), agent.resource());
            Thread.ofVirtual().name("former " + agent.what()).start(() -> {
                await(agent);
                files.ended(agent.process().pid());
                ended.accept(agent.resource());
            });
        }
    }

    private static void await(AtWork agent) {
        if (ends(agent.process(), agent.until())) {
            LOG.info("{} of a former daemon has ended", agent.what());
            return;
        }
        LOG.warn("{} of a former daemon did not end in its time and is killed", agent.what());
        agent.process().killGroup();
        if (!ends(agent.process(), now().plus(DYING))) {
            LOG.error("{} of a former daemon (process {}) cannot be killed; it is not waited for any more", agent.what(),
                    agent.process().pid());
        }
    }

    /** Whether it ends before this time. */
    private static boolean ends(ProcessIdentity process, Duration until) {
        while (process.lives()) {
            if (now().compareTo(until) >= 0) {
                return false;
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the thread that waits for a former agent", e);
            }
        }
        return true;
    }

    /** Takes note of an agent that runs now, for the next daemon. */
    static void note(AgentFiles files, OperationRequest request, long session) {
        Duration timeout = request.timeout();
        ProcessIdentity.of(session).ifPresent(process -> files.began(new AtWork(process, request.key().resource(), request.key().toString(),
                timeout.isZero() ? Duration.ofMillis(Long.MAX_VALUE) : now().plus(timeout))));
    }

    /** The kernel's monotonic clock, which does not begin anew with the daemon. */
    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }
}
