package io.systole.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Witness} promises that gives its grant to one part of a cluster only: an arbitrator, a lease on a shared disk. (A
 * gateway says yes to everybody who reaches it.) A subclass says how a node reaches the witness, and how time passes.
 */
public abstract class WitnessContract {
    private long number;

    /** The way of this node to the witness of this test. */
    protected abstract Witness witness(String node);

    /** How long a grant is asked for. */
    protected abstract Duration validity();

    /** Time that only goes forward. */
    protected abstract Duration now();

    /** Lets time pass until this is true; fails if that takes too long. */
    protected abstract void until(BooleanSupplier condition);

    @Test
    void ofTwoWhoAskOneGetsTheGrant() {
        gets("n1");

        assertFalse(ask("n2").granted());
    }

    @Test
    void whoHasItProlongsIt() {
        gets("n1");

        assertTrue(ask("n1").granted());
        assertTrue(ask("n1").granted());
        assertFalse(ask("n2").granted());
    }

    @Test
    void anotherOneGetsItWhenTheFirstCanNoLongerCountOnIt() {
        gets("n1");
        Duration asked = now();
        assertTrue(ask("n1").granted());

        gets("n2");

        assertTrue(now().minus(asked).compareTo(validity()) >= 0, "n1 may still count on it");
        assertFalse(ask("n1").granted());
    }

    @Test
    void whatIsGivenBackIsFree() {
        gets("n1");

        witness("n1").release(new NodeName("n1"), 1, number);

        gets("n2");
    }

    @Test
    void whoDoesNotHaveItCannotGiveItBack() {
        gets("n1");

        witness("n2").release(new NodeName("n2"), 1, number);

        assertFalse(ask("n2").granted());
        assertTrue(ask("n1").granted());
    }

    @Test
    void everyQuestionHasOneAnswerWithAReason() {
        gets("n1");
        for (String node : List.of("n1", "n2")) {
            var answers = new CopyOnWriteArrayList<Witness.Answer>();
            witness(node).ask(request(node), answers::add);
            until(() -> !answers.isEmpty());

            assertEquals(1, answers.size());
            assertFalse(answers.getFirst().reason().isBlank());
        }
    }

    private void gets(String node) {
        until(() -> ask(node).granted());
    }

    private Witness.Answer ask(String node) {
        var answers = new CopyOnWriteArrayList<Witness.Answer>();
        witness(node).ask(request(node), answers::add);
        until(() -> !answers.isEmpty());
        return answers.getFirst();
    }

    private GrantRequest request(String node) {
        return new GrantRequest(new NodeName(node), 1, ++number, new TreeSet<>(Set.of(new NodeName(node))), validity());
    }
}
