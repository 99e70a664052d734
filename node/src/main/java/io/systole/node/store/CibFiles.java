package io.systole.node.store;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.spi.CibStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CIB store in a directory: {@code cib.xml} with a digest beside it, the last ten versions {@code cib-N.xml},
 * {@code history/} with the last changes, {@code term}, {@code led-term}, and {@code aside/} for what was found damaged and for
 * configurations that lost against a newer one.
 *
 * <p>All files may be read by their owner only. One process at a time may use a directory; calls come from one thread.
 */
public final class CibFiles implements CibStore {
    private static final Logger LOG = LoggerFactory.getLogger(CibFiles.class);
    private static final String NAME = "cib.xml";

    private final SafeFiles files;
    private final Backups backups;
    private final HistoryFiles history;
    private final NumberFile term;
    private final NumberFile ledTerm;
    private final List<String> warnings = new ArrayList<>();

    /**
     * Opens a store and makes its directory if there is none.
     *
     * @param directory where the files are, for example {@code /var/lib/systole/cib}
     * @param clock gives the names of what is put aside
     * @throws java.io.UncheckedIOException if the directory cannot be used
     */
    public CibFiles(Path directory, Clock clock) {
        this(directory, clock, new PosixDisk());
    }

    CibFiles(Path directory, Clock clock, Disk disk) {
        files = new SafeFiles(directory, disk, clock);
        files.prepare();
        backups = new Backups(files);
        history = new HistoryFiles(directory.resolve("history"), disk, clock);
        term = new NumberFile(files, "term", warnings);
        ledTerm = new NumberFile(files, "led-term", warnings);
    }

    @Override
    public Loaded load() {
        FoundCib found = FoundCib.inspect(files.disk(), files.directory().resolve(NAME));
        Cib cib = switch (found) {
            case FoundCib.Good good -> {
                remark(NAME, good);
                yield good.cib();
            }
            case FoundCib.Absent() -> fallBack(files.directory().resolve(NAME) + " is missing", "");
            case FoundCib.Bad bad -> {
                Path aside = files.putAside(NAME, bad.kind());
                yield fallBack(files.directory().resolve(NAME) + " " + bad.trouble() + "; it was put aside as " + aside,
                        bad.remedy().isEmpty() ? "" : "; " + bad.remedy().formatted(aside));
            }
        };
        var loaded = new Loaded(cib.withStatus(Element.of("status")).withAttribute("dc-uuid", null), List.copyOf(warnings));
        loaded.warnings().forEach(LOG::warn);
        warnings.clear();
        return loaded;
    }

    /** The newest good backup, or an empty CIB. Silent only if there never was anything here. */
    private Cib fallBack(String trouble, String remedy) {
        boolean anythingWrong = !trouble.endsWith("is missing");
        for (String backup : backupNames()) {
            Path file = files.directory().resolve(backup);
            switch (FoundCib.inspect(files.disk(), file)) {
                case FoundCib.Good good -> {
                    warnings.add(trouble + "; the newest good copy, " + file + " of version " + good.cib().version()
                            + ", is used instead" + remedy);
                    remark(backup, good);
                    return good.cib();
                }
                case FoundCib.Absent() -> {
                    // Gone between the listing and now; the next one will do.
                }
                case FoundCib.Bad bad -> {
                    anythingWrong = true;
                    warnings.add(file + " " + bad.trouble() + "; it was put aside as " + files.putAside(backup, bad.kind()));
                }
            }
        }
        if (anythingWrong) {
            warnings.add(trouble + "; there is no good copy of it, so this node starts with an empty configuration and runs nothing"
                    + " until another node or a person gives it one" + remedy);
        }
        return Cib.empty();
    }

    private void remark(String name, FoundCib.Good good) {
        if (!good.remark().isEmpty()) {
            warnings.add(files.directory().resolve(name) + " " + good.remark());
        }
    }

    private List<String> backupNames() {
        try {
            return backups.newestFirst();
        } catch (IOException e) {
            throw SafeFiles.failed("the directory " + files.directory() + " cannot be read", e);
        }
    }

    @Override
    public void save(Cib cib) {
        byte[] content = content(cib);
        try {
            switch (FoundCib.inspect(files.disk(), files.directory().resolve(NAME))) {
                case FoundCib.Good good -> {
                    backups.add(good.content());
                    sidecar(DigestSidecar.of(content, good.content()));
                }
                case FoundCib.Absent() -> sidecar(DigestSidecar.of(content));
                case FoundCib.Bad bad -> {
                    Path aside = files.putAside(NAME, bad.kind());
                    LOG.warn("{} {} while the cluster was running; it was put aside as {}, and the running configuration is written{}",
                            files.directory().resolve(NAME), bad.trouble(), aside,
                            bad.remedy().isEmpty() ? "" : "; " + bad.remedy().formatted(aside));
                    sidecar(DigestSidecar.of(content));
                }
            }
            files.replace(NAME, content);
        } catch (IOException e) {
            throw SafeFiles.failed("the configuration " + cib.version() + " cannot be written to " + files.directory().resolve(NAME)
                    + "; the former one is kept", e);
        }
        prune();
    }

    /** A backup too many is no reason to call a write failed that has succeeded. */
    private void prune() {
        try {
            backups.prune();
        } catch (IOException e) {
            LOG.warn("old backups in {} cannot be removed: {}", files.directory(), SafeFiles.reason(e));
        }
    }

    private void sidecar(DigestSidecar sidecar) throws IOException {
        files.replace(NAME + DigestSidecar.SUFFIX, sidecar.text());
    }

    /** The configuration with num_updates 0: the status, which that number counts, is not kept. */
    private static byte[] content(Cib cib) {
        CibVersion version = cib.version();
        return CibWriter.bytes(cib.withStatus(Element.of("status"))
                .withVersion(new CibVersion(version.adminEpoch(), version.epoch(), 0))
                .root());
    }

    @Override
    public String keepLoser(Cib cib) {
        CibVersion version = cib.version();
        String name = "lost-cib-" + version.adminEpoch() + "." + version.epoch() + "." + version.numUpdates() + ".xml";
        return files.keepAside(name, CibWriter.bytes(cib.root())).toString();
    }

    @Override
    public List<ChangeRecord> history() {
        return history.all();
    }

    @Override
    public void storeHistory(List<ChangeRecord> changes) {
        try {
            history.store(changes);
        } catch (IOException e) {
            throw SafeFiles.failed("the changes of the configuration cannot be written to " + files.directory().resolve("history"), e);
        }
    }

    @Override
    public long term() {
        return term.number();
    }

    @Override
    public void storeTerm(long newTerm) {
        term.raise(newTerm);
    }

    @Override
    public long ledTerm() {
        return ledTerm.number();
    }

    @Override
    public void storeLedTerm(long led) {
        ledTerm.raise(led);
    }
}
