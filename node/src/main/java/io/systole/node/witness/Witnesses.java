package io.systole.node.witness;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.disk.LeaseWitness;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import io.systole.messaging.ArbitratorClient;
import io.systole.messaging.ClusterKey;
import io.systole.messaging.KeyGuest;
import io.systole.node.config.NodeSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All configured witnesses as one: asked in turn, on the node's loop, and the first no is the answer. */
public final class Witnesses implements Witness, AutoCloseable {
    private final List<Witness> all;
    private final Consumer<Runnable> loop;

    Witnesses(List<Witness> all, Consumer<Runnable> loop) {
        this.all = List.copyOf(all);
        this.loop = loop;
    }

    /**
     * The witnesses of these settings, the gateway first: a part that is cut off from the clients shall not take the grant.
     *
     * @param lease the lease on the shared disk, if there is one
     * @param loop brings the answers of others back to the node's loop
     * @throws IOException if one cannot be used on this machine; the message names it
     */
    public static Witnesses of(NodeSettings settings, ClusterKey key, Optional<LeaseWitness> lease, Consumer<Runnable> loop)
            throws IOException {
        var all = new ArrayList<Witness>();
        settings.witnesses().gateway().ifPresent(address -> all.add(new GatewayWitness(address)));
        if (settings.witnesses().arbitrator().isPresent()) {
            all.add(new ArbitratorClient(settings.witnesses().arbitrator().get(), settings.cluster(), key));
        }
        lease.ifPresent(all::add);
        return new Witnesses(all, loop);
    }

    /** Who among them needs a new cluster key. */
    public KeyGuest keyGuest() {
        return all.stream().filter(KeyGuest.class::isInstance).map(KeyGuest.class::cast).findFirst().orElseGet(KeyGuest::none);
    }

    @Override
    public void ask(GrantRequest request, Consumer<Answer> answer) {
        ask(0, request, answer, new Answer(false, "no witness is configured"));
    }

    private void ask(int index, GrantRequest request, Consumer<Answer> answer, Answer last) {
        if (index == all.size()) {
            answer.accept(last);
            return;
        }
        all.get(index).ask(request, said -> loop.accept(() -> {
            if (said.granted()) {
                ask(index + 1, request, answer, said);
            } else {
                answer.accept(said);
            }
        }));
    }

    @Override
    public void release(NodeName holder, long term, long number) {
        all.forEach(witness -> witness.release(holder, term, number));
    }

    @Override
    public Optional<String> trouble() {
        return all.stream().flatMap(witness -> witness.trouble().stream()).findFirst();
    }

    @Override
    public void close() {
        for (Witness witness : all) {
            if (witness instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failed) {
            throw new IllegalStateException("closing a witness failed", failed);
        }
    }
}
