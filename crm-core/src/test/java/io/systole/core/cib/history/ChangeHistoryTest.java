package io.systole.core.cib.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeHistoryTest {
    private static ChangeRecord change(int epoch) {
        return change(epoch, "crm", Optional.empty());
    }

    private static ChangeRecord change(int epoch, String client, Optional<Integer> undoes) {
        return new ChangeRecord(new CibVersion(0, epoch - 1, 3), new CibVersion(0, epoch, 0), "d" + (epoch - 1), "d" + epoch,
                Instant.ofEpochSecond(epoch), "n1", client, "root", "", undoes.map(number -> new CibVersion(0, number, 0)),
                List.of(new Edit.Added("/cib/configuration", 0, Element.of("tags"))));
    }

    private static ChangeHistory history(int from, int to) {
        return new ChangeHistory(IntStream.rangeClosed(from, to).mapToObj(ChangeHistoryTest::change).toList());
    }

    @Test
    void theLastHundredAreKept() {
        ChangeHistory history = history(1, 100).plus(change(101));

        assertEquals(100, history.changes().size());
        assertEquals(change(2), history.changes().getFirst());
    }

    @Test
    void veryLargeChangesAreFewerButTheNewestIsAlwaysThere() {
        Element large = Element.of("resources").withChildren(java.util.Collections.nCopies(150_000, Element.of("primitive")));
        ChangeRecord heavy = new ChangeRecord(new CibVersion(0, 5, 0), new CibVersion(0, 6, 0), "d5", "d6", Instant.EPOCH, "n1", "crm",
                "root", "", Optional.empty(),
                List.of(new Edit.Added("/cib/configuration", 0, large), new Edit.Removed("/cib/configuration", 0, large)));

        assertEquals(List.of(heavy), history(1, 5).plus(heavy).changes());
    }

    @Test
    void aMemberGetsWhatItLacksAndAllIfItsConfigurationIsNotKnown() {
        assertEquals(history(4, 6).changes(), history(1, 6).since(new CibVersion(0, 3, 17), "d3"));
        assertEquals(history(1, 6).changes(), history(1, 6).since(new CibVersion(0, 3, 17), "other"));
        assertEquals(List.of(), history(1, 6).since(new CibVersion(0, 6, 1), "d6"));
    }

    @Test
    void whatANodeDidAloneGivesWayToThePastOfTheWinner() {
        ChangeHistory loser = history(1, 3).plus(new ChangeRecord(new CibVersion(0, 3, 0), new CibVersion(0, 4, 0), "d3", "lost",
                Instant.EPOCH, "n2", "crm", "root", "", Optional.empty(), List.of()));

        assertEquals(history(1, 6), loser.joined(history(1, 6).since(new CibVersion(0, 3, 0), "d3")));
        assertEquals(history(1, 6), loser.joined(history(1, 6).since(new CibVersion(0, 4, 0), "lost")));
        assertEquals(history(1, 3), history(1, 3).joined(List.of()));
        assertEquals(history(50, 60), history(1, 3).joined(history(50, 60).changes()));
    }

    @Test
    void changesThatNeverCameIntoForceAreForgottenAtTheStart() {
        assertEquals(history(1, 4), history(1, 5).upTo(new CibVersion(0, 4, 0)));
    }

    @Test
    void undoTakesTheNewestChangeOfPeopleThatIsInForce() {
        ChangeHistory history = history(1, 3).plus(change(4, "systoled", Optional.empty()));
        assertEquals(Optional.of(change(3)), history.newestToUndo());

        ChangeHistory once = history.plus(change(5, "crm", Optional.of(3)));
        assertEquals(Optional.of(change(2)), once.newestToUndo());
        assertEquals(Optional.of(once.changes().get(4)), once.undoneBy(change(3)));

        ChangeHistory back = once.plus(change(6, "crm", Optional.of(5)));
        assertEquals(Optional.empty(), back.undoneBy(change(3)));
        assertEquals(Optional.of(change(3)), back.newestToUndo());
    }
}
