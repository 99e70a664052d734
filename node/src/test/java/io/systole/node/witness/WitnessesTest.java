package io.systole.node.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WitnessesTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void theFirstNoIsTheAnswerAndNobodyElseIsAsked() {
        assertEquals("b says no", ask(witness("a", true), witness("b", false), witness("c", true)).reason());
        assertEquals(List.of("a", "b"), asked);
    }

    @Test
    void allHaveToSayYes() {
        assertEquals(new Witness.Answer(true, "b says yes"), ask(witness("a", true), witness("b", true)));
    }

    @Test
    void withoutAnyNothingIsGranted() {
        assertEquals(new Witness.Answer(false, "no witness is configured"), ask());
    }

    @Test
    void theGatewaySaysWhyItCannotBeReached() {
        assertEquals("the gateway gw cannot be reached: no route", ask(new GatewayWitness("gw", (address, atMost) -> {
            throw new IOException("no route");
        })).reason());
        assertEquals(new Witness.Answer(true, "the gateway gw answers"), ask(new GatewayWitness("gw", (address, atMost) -> true)));
    }

    private Witness.Answer ask(Witness... witnesses) {
        var answer = new CompletableFuture<Witness.Answer>();
        var all = new Witnesses(List.of(witnesses), Runnable::run);
        all.ask(new GrantRequest(new NodeName("n1"), 1, 1, new TreeSet<>(Set.of(new NodeName("n1"))),
                Duration.ofSeconds(4)), answer::complete);
        return answer.join();
    }

    private Witness witness(String name, boolean yes) {
        return new Witness() {
            @Override
            public void ask(GrantRequest request, Consumer<Answer> answer) {
                asked.add(name);
                answer.accept(new Answer(yes, name + (yes ? " says yes" : " says no")));
            }

            @Override
            public void release(NodeName holder, long term, long number) {
                // Nobody gives anything back here.
            }
        };
    }
}
