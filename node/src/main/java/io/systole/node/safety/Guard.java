package io.systole.node.safety;

import io.systole.core.cib.ResourceId;
import io.systole.node.process.DaemonLock;
import io.systole.node.process.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard's life: reads the deadline again and again, and when it has passed ends by force what the daemon had started. Lives on
 * when the daemon dies; ends by itself when there is no deadline any more. There is one on a node.
 */
public final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(500);

    private final DeadlineFile deadline;
    private final Hand hand;

    /** Ends by force what was started on this node; gives what is left. */
    public interface Hand {
        /** Blocks for about this time at most. */
        List<ResourceId> end(Duration within) throws InterruptedException;

        /** Resets the machine, if that is allowed and possible. */
        void reset(String reason);
    }

    /** Guards what belongs to this run directory. */
    public Guard(Path runDirectory, Hand hand) {
        this.deadline = new DeadlineFile(runDirectory);
        this.hand = hand;
    }

    /** Runs until nothing is to be guarded; returns at once if there is another guard. */
    public static void run(Path runDirectory, Duration within, Hand hand) throws IOException, InterruptedException {
        try (DaemonLock _ = DaemonLock.take(runDirectory.resolve("guard.pid"))) {
            new Guard(runDirectory, hand).watch(within);
        } catch (StartException another) {
            LOG.debug("{}", another.getMessage());
        }
    }

    void watch(Duration within) throws IOException, InterruptedException {
        while (true) {
            OptionalLong until = deadline.read();
            if (until.isEmpty()) {
                return;
            }
            long left = until.getAsLong() - System.nanoTime();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(Math.min(left, LONGEST_SLEEP.toNanos())));
            } else {
                end(within);
            }
        }
    }

    private void end(Duration within) throws IOException, InterruptedException {
        LOG.error("the daemon did not say in time that what runs here may run on; ending it by force");
        List<ResourceId> left = hand.end(within);
        if (left.isEmpty()) {
            // A daemon that was only late has written a new deadline since; that one stays.
            OptionalLong until = deadline.read();
            if (until.isPresent() && until.getAsLong() - System.nanoTime() <= 0) {
                deadline.clear();
            }
        } else {
            hand.reset("could not end " + left);
        }
    }
}
