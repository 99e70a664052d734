package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.spi.CibStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A disk in memory. It belongs to the simulated machine and not to the daemon: a restarted daemon is given the same
 * object. It keeps text, so that nothing gets through which a real file would lose.
 */
public final class MemoryCibStore implements CibStore {
    private static String lastText = "";
    private static Cib lastRead = Cib.empty();

    private final List<String> losers = new ArrayList<>();
    private Optional<String> saved = Optional.empty();
    private Optional<String> fault = Optional.empty();
    private List<String> history = List.of();
    private long term;

    /** From now on each write fails with this reason, until {@link #repair}. */
    public void breakDown(String reason) {
        fault = Optional.of(reason);
    }

    /** Writes succeed again. */
    public void repair() {
        fault = Optional.empty();
    }

    /** The configurations that lost, oldest first. */
    public List<Cib> losers() {
        return losers.stream().map(CibReader::cib).toList();
    }

    /** Many simulated nodes begin with the same text: the last one that was read is kept. */
    private static synchronized Cib read(String text) {
        if (!text.equals(lastText)) {
            lastText = text;
            lastRead = CibReader.cib(text);
        }
        return lastRead;
    }

    @Override
    public Loaded load() {
        return new Loaded(saved.map(MemoryCibStore::read).orElseGet(Cib::empty), List.of());
    }

    @Override
    public void save(Cib cib) {
        failIfBroken();
        CibVersion version = cib.version();
        saved = Optional.of(CibWriter.text(cib.withStatus(Element.of("status")).withAttribute("dc-uuid", null)
                .withVersion(new CibVersion(version.adminEpoch(), version.epoch(), 0))));
    }

    @Override
    public String keepLoser(Cib cib) {
        failIfBroken();
        losers.add(CibWriter.text(cib));
        return "loser " + losers.size() + " in memory";
    }

    @Override
    public List<ChangeRecord> history() {
        return history.stream().map(CibReader::element).map(HistoryForm::read).toList();
    }

    @Override
    public void storeHistory(List<ChangeRecord> changes) {
        failIfBroken();
        history = changes.stream().map(HistoryForm::write).map(CibWriter::line).toList();
    }

    @Override
    public long term() {
        return term;
    }

    @Override
    public void storeTerm(long newTerm) {
        failIfBroken();
        term = Math.max(term, newTerm);
    }

    private void failIfBroken() {
        if (fault.isPresent()) {
            throw new UncheckedIOException(fault.get(), new IOException(fault.get()));
        }
    }
}
