package io.systole.samples.writes;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LoopbackLab;
import io.systole.samples.lab.LoopbackNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** Three real daemons on loopback, a client that changes the configuration through any of them, and crashes. */
public final class Endurance {
    private static final List<String> NAMES = List.of("n1", "n2", "n3");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration BETWEEN_NEWS = Duration.ofSeconds(5);

    private final PrintStream out;
    private final LoopbackLab lab;
    private final List<LoopbackNode> nodes;
    private final Ledger ledger = new Ledger();
    private final long begun = System.nanoTime();
    private long told;

    private Endurance(PrintStream out, LoopbackLab lab) {
        this.out = out;
        this.lab = lab;
        this.nodes = NAMES.stream().map(lab::node).toList();
    }

    /**
     * What came of it.
     *
     * @param acknowledged writes that were acknowledged
     * @param killed daemons that were killed
     * @param unanswered writes that were refused, or whose fate the client was not told
     * @param lost acknowledged writes that a node does not have, a line each
     * @param took from the first write to the last
     */
    public record Outcome(int acknowledged, int killed, int unanswered, List<String> lost, Duration took) {
        /** One line with the figures. */
        public String figures() {
            return String.format(Locale.ROOT, "%d acknowledged writes in %d s, %d daemons killed, %d without an acknowledgement, %d lost",
                    acknowledged, took.toSeconds(), killed, unanswered, lost.size());
        }
    }

    /** Writes until so many writes are acknowledged, then looks for each of them on every node. */
    public static Outcome run(Path installation, int count, long seed, PrintStream out) {
        try (LoopbackLab lab = LoopbackLab.make("writes", installation, NAMES)) {
            return new Endurance(out, lab).run(count, seed);
        }
    }

    private Outcome run(int count, long seed) {
        var crashes = new Crashes(new SplittableRandom(seed), nodes);
        nodes.forEach(LoopbackNode::start);
        awaitAgreement();
        long first = System.nanoTime();
        long lastGood = first;
        boolean answering = true;
        while (ledger.acknowledged() < count) {
            int number = ledger.next();
            Runnable struck = crashes.strike(answering);
            boolean ok = write(crashes.anyone(), number);
            struck.run();
            ledger.answered(number, ok);
            answering = ok;
            lastGood = ok ? System.nanoTime() : lastGood;
            if (System.nanoTime() - lastGood > PATIENCE.toNanos()) {
                throw new LabException("no write was acknowledged for " + PATIENCE.toSeconds() + " s\n" + consoles());
            }
            tell(count, crashes);
            if (!ok) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - first);
        crashes.restart();
        awaitAgreement();
        var lost = new TreeSet<String>();
        nodes.forEach(node -> ledger.missing(node.tells("cib"))
                .forEach(number -> lost.add("write " + number + " is not on " + node.name())));
        out.println("writes: of those without an acknowledgement " + ledger.surplus(nodes.getFirst().tells("cib"))
                + " are there all the same, which is allowed");
        return new Outcome(ledger.acknowledged(), crashes.killed(), ledger.unanswered(), List.copyOf(lost), took);
    }

    private static boolean write(LoopbackNode node, int number) {
        return node.run(Ledger.command(number)).ok();
    }

    private void tell(int count, Crashes crashes) {
        if (System.nanoTime() - told > BETWEEN_NEWS.toNanos()) {
            told = System.nanoTime();
            out.printf(Locale.ROOT, "[%5.1f s] %d of %d writes acknowledged, %d without an acknowledgement, %d daemons killed%n",
                    (told - begun) / 1e9, ledger.acknowledged(), count, ledger.unanswered(), crashes.killed());
        }
    }

    /** All nodes are members of one cluster at rest and have the same CIB. */
    private void awaitAgreement() {
        Await.until("three nodes agree on one CIB and are at rest", PATIENCE, PAUSE, () -> {
            boolean all = nodes.stream().allMatch(node -> NAMES.stream().map(name -> "\"name\":\"" + name + '"')
                    .allMatch(node.tells("status")::contains));
            return all && nodes.stream().anyMatch(node -> node.tells("status").contains("\"S_IDLE\""))
                    && nodes.stream().map(node -> node.tells("cib")).distinct().count() == 1;
        }, this::consoles);
    }

    private String consoles() {
        return String.join("\n", nodes.stream().map(node -> node.name() + ":\n" + node.console()).toList());
    }
}
