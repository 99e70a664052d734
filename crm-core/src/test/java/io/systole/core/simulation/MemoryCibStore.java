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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A disk in memory. It belongs to the simulated machine and not to the daemon: a restarted daemon is given the same
 * object. It keeps text, so that nothing gets through which a real file would lose.
 */
public final class MemoryCibStore implements CibStore {
    private static final int FEW = 20;
    private static final Map<String, Cib> READ = new LinkedHashMap<>();

    private final List<String> losers = new ArrayList<>();
    private Optional<String> saved = Optional.empty();
    private Optional<String> fault = Optional.empty();
    private List<String> history = List.of();
    private Optional<Runnable> interrupted = Optional.empty();
    private boolean writtenNevertheless;
    private long term;
    private long ledTerm;

    /** From now on each write fails with this reason, until {@link #repair}. */
    public void breakDown(String reason) {
        fault = Optional.of(reason);
    }

    /** Writes succeed again. */
    public void repair() {
        fault = Optional.empty();
        interrupted = Optional.empty();
    }

    /** Whether the configuration on this disk has an element with this id. */
    public boolean has(String id) {
        return saved.filter(text -> text.contains(" id=\"" + id + "\"")).isPresent();
    }

    /** The configurations that lost, oldest first. */
    public List<Cib> losers() {
        return losers.stream().map(CibReader::cib).toList();
    }

    /** Many simulated nodes begin with the same text: the last ones that were read are kept. */
    private static Cib read(String text) {
        synchronized (READ) {
            if (READ.size() > FEW) {
                READ.clear();
            }
            return READ.computeIfAbsent(text, CibReader::cib);
        }
    }

    @Override
    public Loaded load() {
        return new Loaded(saved.map(MemoryCibStore::read).orElseGet(Cib::empty), List.of());
    }

    /**
     * The next write is interrupted.
     *
     * @param written whether it was complete by then; if not, the former file is there still
     * @param interruption what happens in the midst of it
     */
    public void interruptNext(boolean written, Runnable interruption) {
        interrupted = Optional.of(interruption);
        writtenNevertheless = written;
    }

    private void write(Runnable write) {
        failIfBroken();
        if (interrupted.isEmpty()) {
            write.run();
            return;
        }
        Runnable interruption = interrupted.get();
        interrupted = Optional.empty();
        if (writtenNevertheless) {
            write.run();
        }
        interruption.run();
        throw new UncheckedIOException("interrupted", new IOException("interrupted"));
    }

    @Override
    public void save(Cib cib) {
        write(() -> keep(cib));
    }

    private void keep(Cib cib) {
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
        write(() -> term = Math.max(term, newTerm));
    }

    @Override
    public long ledTerm() {
        return ledTerm;
    }

    @Override
    public void storeLedTerm(long led) {
        write(() -> ledTerm = Math.max(ledTerm, led));
    }

    private void failIfBroken() {
        if (fault.isPresent()) {
            throw new UncheckedIOException(fault.get(), new IOException(fault.get()));
        }
    }
}
