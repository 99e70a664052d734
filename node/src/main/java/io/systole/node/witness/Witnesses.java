package io.systole.node.witness;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import io.systole.messaging.ArbitratorClient;
import io.systole.messaging.ClusterKey;
import io.systole.node.config.NodeSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All configured witnesses as one: asked in turn, and the first no is the answer. Thread-safe if they are. */
public final class Witnesses implements Witness, AutoCloseable {
    private final List<Witness> all;

    Witnesses(List<Witness> all) {
        this.all = List.copyOf(all);
    }

    /**
     * The witnesses of these settings, the gateway first: a part that is cut off from the clients shall not take the grant.
     *
     * @throws IOException if one cannot be used on this machine; the message names it
     */
    public static Witnesses of(NodeSettings settings, ClusterKey key) throws IOException {
        var all = new ArrayList<Witness>();
        settings.witnesses().gateway().ifPresent(address -> all.add(new GatewayWitness(address)));
        if (settings.witnesses().arbitrator().isPresent()) {
            all.add(new ArbitratorClient(settings.witnesses().arbitrator().get(), settings.cluster(), key));
        }
        if (settings.witnesses().disk().isPresent()) {
            all.add(new DiskWitness(settings.witnesses().disk().get(), settings.cluster()));
        }
        return new Witnesses(all);
    }

    /** The cluster has this key from now on. */
    public void rekey(ClusterKey key) {
        all.forEach(witness -> {
            if (witness instanceof ArbitratorClient client) {
                client.rekey(key);
            }
        });
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
        all.get(index).ask(request, said -> {
            if (said.granted()) {
                ask(index + 1, request, answer, said);
            } else {
                answer.accept(said);
            }
        });
    }

    @Override
    public void release(NodeName holder, long term, long number) {
        all.forEach(witness -> witness.release(holder, term, number));
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
