package io.systole.node.witness;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Says yes while the gateway answers an echo request. It says yes to everybody, so it only finds out who is cut off from the
 * clients too. Each question has a virtual thread.
 */
final class GatewayWitness implements Witness {
    private static final int ATTEMPTS = 3;

    private final String gateway;
    private final Probe probe;

    /** Asks an address for a sign of life. */
    interface Probe {
        boolean answers(String address, Duration atMost) throws IOException;
    }

    GatewayWitness(String gateway) {
        this(gateway, (address, atMost) -> InetAddress.getByName(address).isReachable((int) Math.max(1, atMost.toMillis())));
    }

    GatewayWitness(String gateway, Probe probe) {
        this.gateway = gateway;
        this.probe = probe;
    }

    @Override
    public void ask(GrantRequest request, Consumer<Answer> answer) {
        Thread.ofVirtual().name("gateway").start(() -> answer.accept(look(request.validity().dividedBy(ATTEMPTS + 1L))));
    }

    private Answer look(Duration atMost) {
        String trouble = "it does not answer";
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                if (probe.answers(gateway, atMost)) {
                    return new Answer(true, "the gateway " + gateway + " answers");
                }
            } catch (IOException failed) {
                trouble = failed.getMessage();
            }
        }
        return new Answer(false, "the gateway " + gateway + " cannot be reached: " + trouble);
    }

    @Override
    public void release(NodeName holder, long term, long number) {
        // It has given nothing.
    }
}
