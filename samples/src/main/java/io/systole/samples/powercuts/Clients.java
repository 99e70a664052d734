package io.systole.samples.powercuts;

import io.systole.samples.kernels.KernelNode;
import io.systole.samples.lab.DaemonApi;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.Repeated;
import io.systole.samples.writes.Ledger;
import java.time.Duration;
import java.util.List;

/** A client on each node that makes one write after the other, at the same time as the others, until it is closed or its node is gone. */
final class Clients implements AutoCloseable {
    /** Whoever is not answered for so long may go. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Ledger ledger;
    private final List<Repeated> rounds;
    private int answered;

    /**
     * Begins at once.
     *
     * @param ledger is written by these clients alone until they are closed
     */
    Clients(List<KernelNode> nodes, Ledger ledger) {
        this.ledger = ledger;
        this.rounds = nodes.stream().map(node -> new Repeated("client on " + node.name(), () -> write(node), Duration.ofMillis(1)))
                .toList();
        rounds.forEach(Repeated::start);
    }

    private void write(KernelNode node) {
        if (node.powered()) {
            int number = next();
            boolean ok = false;
            try {
                ok = DaemonApi.done(node.run(DaemonApi.tool(Ledger.command(number)).within(LIMIT)));
            } catch (LabException powerIsGone) {
                // Nobody will ever say what became of this one.
            }
            note(number, ok);
        }
    }

    private synchronized int next() {
        return ledger.next();
    }

    private synchronized void note(int number, boolean ok) {
        ledger.answered(number, ok);
        answered += ok ? 1 : 0;
    }

    /** How many writes these clients were told to be done. */
    synchronized int answered() {
        return answered;
    }

    /** None of them begins another write. */
    void end() {
        rounds.forEach(Repeated::end);
    }

    /** Ends each of them after the write that is under way. */
    @Override
    public void close() {
        end();
        rounds.forEach(Repeated::close);
    }
}
