package io.systole.samples.kills;

import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the server of each of two nodes, from outside, whether it takes writes, up to fifty times a second. Two at once were seen if one
 * says yes, then the other, then the first again. A thread of its own until it is closed.
 */
final class WriteLookout implements AutoCloseable {
    private static final String QUESTION = "SELECT @@GLOBAL.read_only;";
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final long PAUSE = Duration.ofMillis(15).toNanos();
    private static final long PATIENCE = Duration.ofMillis(200).toNanos();

    private final List<Watched> watched;
    private final Thread thread;
    private final List<String> doubles = new ArrayList<>();
    private long rounds;
    private volatile boolean closed;

    WriteLookout(Lab lab, LabNode one, LabNode other) {
        watched = List.of(new Watched(one, new Session(lab, one.address())), new Watched(other, new Session(lab, other.address())));
        thread = Thread.ofPlatform().daemon().name("lookout").start(this::watch);
    }

    private void watch() {
        while (!closed) {
            boolean first = watched.getFirst().takesWrites();
            boolean second = watched.getLast().takesWrites();
            boolean both = first && second && watched.getFirst().takesWrites();
            note(both);
            LockSupport.parkNanos(PAUSE);
        }
        watched.forEach(each -> each.session.close());
    }

    private synchronized void note(boolean both) {
        rounds++;
        if (both) {
            doubles.add("both take writes in round " + rounds);
        }
    }

    /** How often both were asked. */
    synchronized long rounds() {
        return rounds;
    }

    /** The moments at which two servers took writes; empty if there were none. */
    synchronized List<String> doubles() {
        return List.copyOf(doubles);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server, and until when it is left alone because it did not answer. */
    private static final class Watched {
        private final LabNode node;
        private final Session session;
        private long notBefore = System.nanoTime();

        Watched(LabNode node, Session session) {
            this.node = node;
            this.session = session;
        }

        boolean takesWrites() {
            if (!node.powered() || System.nanoTime() - notBefore < 0) {
                return false;
            }
            var answer = session.ask(QUESTION, LIMIT);
            if (answer.isEmpty()) {
                notBefore = System.nanoTime() + PATIENCE;
            }
            return answer.filter("0"::equals).isPresent();
        }
    }
}
