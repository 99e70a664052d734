package io.systole.core.simulation;

import io.systole.core.arbitration.Grant;
import io.systole.core.arbitration.GrantBook;
import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The arbitrator's machine, called {@code arbitrator}, with the production {@link GrantBook} and a disk; and the gateway, which says
 * yes to whoever reaches it. Both stand on the mainland of the network unless a cut names them.
 */
final class SimulatedWitness {
    static final String ARBITRATOR = "arbitrator";
    static final String GATEWAY = "gateway";

    private final VirtualTime time;
    private final RandomGenerator random;
    private final SimulatedNetwork network;
    private Optional<Grant> disk = Optional.empty();
    private Optional<GrantBook> book;
    private String kind = ARBITRATOR;

    SimulatedWitness(VirtualTime time, RandomGenerator random, SimulatedNetwork network) {
        this.time = time;
        this.random = random;
        this.network = network;
        this.book = Optional.of(new GrantBook(disk, time.elapsed()));
    }

    /** From now on the witness is the gateway. */
    void beGateway() {
        kind = GATEWAY;
    }

    /** The arbitrator's daemon dies; its disk stays. */
    void crash() {
        book = Optional.empty();
    }

    void restart() {
        book = book.or(() -> Optional.of(new GrantBook(disk, time.elapsed())));
    }

    /** Who may count on the grant now. */
    Optional<NodeName> holder() {
        return book.flatMap(open -> open.holder(time.elapsed()));
    }

    /** The way of one daemon to the witness. */
    Witness of(SimulatedCluster.Daemon asker) {
        return new Witness() {
            @Override
            public void ask(GrantRequest request, Consumer<Answer> answer) {
                travel(asker, () -> answer(request).ifPresent(said -> travel(asker, () ->
                        asker.timers.after(Duration.ZERO, () -> answer.accept(said)))));
            }

            @Override
            public void release(NodeName holder, long term, long number) {
                travel(asker, () -> book.ifPresent(open -> {
                    open.release(holder, term, number, time.elapsed());
                    disk = open.grant();
                }));
            }
        };
    }

    private Optional<Witness.Answer> answer(GrantRequest request) {
        if (kind.equals(GATEWAY)) {
            return Optional.of(new Witness.Answer(true, "the gateway answers"));
        }
        return book.map(open -> {
            GrantBook.Answer answer = open.ask(request, time.elapsed());
            disk = open.grant();
            return new Witness.Answer(answer.granted(), answer.reason());
        });
    }

    private void travel(SimulatedCluster.Daemon asker, Runnable arrival) {
        if (asker.dead) {
            return;
        }
        time.after(Duration.ofMillis(random.nextInt(1, random.nextInt(10) == 0 ? 3000 : 30)), () -> {
            if (network.connected(asker.self.name(), new NodeName(kind))) {
                arrival.run();
            }
        });
    }
}
