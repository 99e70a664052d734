package io.systole.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.spi.CibStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CibStore} promises. Passed by the one in memory and by the one on disk, so that what is proven in
 * simulation holds in production. A subclass says how a store is opened.
 */
public abstract class CibStoreContract {
    private static final Cib FIRST = Cib.empty().withVersion(new CibVersion(0, 1, 0))
            .withSection(Element.of("nodes").plus(Element.of("node", "id", "1", "uname", "n1", "description", "ä\n<\"&>")));
    private static final Cib SECOND = FIRST.withSection(Element.of("tags")).withVersion(new CibVersion(0, 2, 0));

    /** Opens the store of this test; called again, it is what a restarted daemon finds. */
    protected abstract CibStore open();

    @Test
    void aNewStoreIsEmptyAndHasNothingToComplainOf() {
        CibStore store = open();

        CibStore.Loaded loaded = store.load();

        assertEquals(new CibStore.Loaded(Cib.empty(), List.of()), loaded);
        assertEquals(0, store.term());
        assertEquals(0, store.ledTerm());
    }

    @Test
    void theLastConfigurationSavedIsLoadedAfterARestart() {
        CibStore store = open();
        store.save(FIRST);
        store.save(SECOND);

        CibStore.Loaded loaded = open().load();

        assertEquals(new CibStore.Loaded(SECOND, List.of()), loaded);
    }

    @Test
    void theStatusAndItsCountAndTheDcAreNotKept() {
        Cib running = FIRST.withStatus(Element.of("status").plus(Element.of("node_state", "id", "1")))
                .withVersion(new CibVersion(0, 1, 17)).withAttribute("dc-uuid", "1");
        open().save(running);

        Cib loaded = open().load().cib();

        assertEquals(FIRST, loaded);
    }

    @Test
    void aLoserIsKeptWithoutTouchingTheWinner() {
        CibStore store = open();
        store.save(SECOND);

        String one = store.keepLoser(FIRST);
        String other = store.keepLoser(FIRST);

        assertEquals(SECOND, open().load().cib());
        assertFalse(one.isBlank());
        assertNotEquals(one, other);
    }

    @Test
    void theChangesThatAreStoredLastSurvive() {
        List<ChangeRecord> changes = Stream.of(1, 2, 3, 4).map(CibStoreContract::change).toList();
        CibStore store = open();
        store.storeHistory(changes.subList(0, 2));
        store.storeHistory(changes.subList(0, 3));
        List<ChangeRecord> longer = open().history();

        open().storeHistory(List.of(changes.get(1), changes.get(3)));

        assertEquals(changes.subList(0, 3), longer);
        assertEquals(List.of(changes.get(1), changes.get(3)), open().history());
    }

    private static ChangeRecord change(int epoch) {
        return new ChangeRecord(new CibVersion(0, epoch - 1, 5), new CibVersion(0, epoch, 0), "a", "b", Instant.ofEpochSecond(epoch), "n1",
                "crm", "root", "ä\"<", Optional.empty(), List.of(new Edit.Added("/cib/configuration", 0, Element.of("tags"))));
    }

    @Test
    void theTermSurvivesAndNeverFalls() {
        CibStore store = open();
        store.storeTerm(7);
        store.storeTerm(5);

        long afterRestart = open().term();

        assertEquals(List.of(7L, 7L), List.of(store.term(), afterRestart));
    }

    @Test
    void theTermThatWasLedSurvivesAndNeverFalls() {
        CibStore store = open();
        store.storeTerm(7);
        store.storeLedTerm(6);
        store.storeLedTerm(4);

        CibStore reopened = open();

        assertEquals(List.of(6L, 6L, 7L), List.of(store.ledTerm(), reopened.ledTerm(), reopened.term()));
    }
}
