package io.systole.samples.kills;

import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.Repeated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the server of each of two nodes, from outside, whether it takes writes, up to fifty times a second. Two at once were seen if one
 * says yes, then the other, then the first again. A thread of its own until it is closed.
 */
final class WriteLookout implements AutoCloseable {
    private static final String QUESTION = "SELECT @@GLOBAL.read_only;";
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final long PATIENCE = Duration.ofMillis(200).toNanos();

    private final List<Watched> watched;
    private final Repeated rounds = new Repeated("lookout", this::ask, PAUSE);
    private final List<String> doubles = new ArrayList<>();
    private long asked;

    WriteLookout(Lab lab, LabNode one, LabNode other) {
        watched = List.of(new Watched(one, new Session(lab, one.address())), new Watched(other, new Session(lab, other.address())));
        rounds.start();
    }

    private void ask() {
        boolean first = watched.getFirst().takesWrites();
        boolean second = watched.getLast().takesWrites();
        note(first && second && watched.getFirst().takesWrites());
    }

    private synchronized void note(boolean both) {
        asked++;
        if (both) {
            doubles.add("both take writes in round " + asked);
        }
    }

    /** How often both were asked. */
    synchronized long rounds() {
        return asked;
    }

    /** The moments at which two servers took writes; empty if there were none. */
    synchronized List<String> doubles() {
        return List.copyOf(doubles);
    }

    @Override
    public void close() {
        rounds.close();
        watched.forEach(each -> each.session.close());
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
