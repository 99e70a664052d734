package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.contract.CibStoreContract;
import io.systole.core.spi.CibStore;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class MemoryCibStoreTest extends CibStoreContract {
    private final MemoryCibStore store = new MemoryCibStore();

    @Override
    protected CibStore open() {
        return store;
    }

    @Test
    void aBrokenDiskKeepsWhatItHad() {
        Cib good = Cib.empty().withVersion(new CibVersion(0, 3, 0));
        store.save(good);
        store.breakDown("disk full");

        assertThrows(UncheckedIOException.class, () -> store.save(Cib.empty().withVersion(new CibVersion(0, 4, 0))));

        assertEquals(good, store.load().cib());
    }
}
