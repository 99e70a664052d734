package io.systole.core.simulation;

import io.systole.core.arbitration.Grant;
import io.systole.core.arbitration.GrantBook;
import io.systole.core.arbitration.GrantRequest;
import io.systole.core.controller.Timeouts;
import io.systole.core.disk.LeaseWitness;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.SharedDisk;
import io.systole.core.spi.Timers;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The arbitrator's machine, called {@code arbitrator}, with the production {@link GrantBook} and a disk; or the gateway, which says
 * yes to whoever reaches it. Both stand on the mainland of the network unless a cut names them. Or the production lease on the disk that
 * all machines share.
 */
final class SimulatedWitness {
    static final String ARBITRATOR = "arbitrator";
    static final String GATEWAY = "gateway";

    private final VirtualTime time;
    private final RandomGenerator random;
    private final SimulatedNetwork network;
    private Optional<Grant> disk = Optional.empty();
    private Optional<GrantBook> book;
    private final SimulatedDisk shared;
    private String kind = ARBITRATOR;
    private boolean leased;

    SimulatedWitness(VirtualTime time, RandomGenerator random, SimulatedNetwork network, SimulatedDisk shared) {
        this.time = time;
        this.shared = shared;
        this.random = random;
        this.network = network;
        this.book = Optional.of(new GrantBook(disk, time.elapsed()));
    }

    /** From now on the witness is the gateway. */
    void beGateway() {
        kind = GATEWAY;
    }

    /** From the next start of each daemon on the witness is a lease on the shared disk. */
    void beLease() {
        leased = true;
    }

    /** The arbitrator's daemon dies; its disk stays. A shared disk fails for all. */
    void crash() {
        book = Optional.empty();
        shared.mood(SimulatedDisk.Mood.FAILS);
    }

    void restart() {
        book = book.or(() -> Optional.of(new GrantBook(disk, time.elapsed())));
        shared.recover();
    }

    /** Who may count on the grant now. */
    Optional<NodeName> holder() {
        return book.flatMap(open -> open.holder(time.elapsed()));
    }

    /** The way of one daemon to the witness. */
    Witness of(SimulatedCluster.Daemon asker) {
        return leased ? lease(shared.of(asker), asker.timers) : new Witness() {
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

            @Override
            public Optional<String> trouble() {
                return book.isPresent() ? Optional.empty() : Optional.of("the arbitrator does not answer");
            }
        };
    }

    /** The lease as a daemon with these timers sees it that sees the disk so. */
    Witness lease(SharedDisk seen, Timers timers) {
        var lease = new LeaseWitness(seen, "simulated", Timeouts.forFailureDetection(SimulatedCluster.DETECTION).grantValidity(), timers,
                time::elapsed);
        lease.begin();
        return lease;
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
