package io.systole.node.store;

import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of the configuration, a file for each ({@code change-000017.xml}, the greatest number is the newest), so that
 * a damaged one costs one change and a new one costs what is new. A damaged file is put aside.
 */
final class HistoryFiles {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFiles.class);
    private static final Pattern NAME = Pattern.compile("change-(\\d{6,18})\\.xml");

    private final SafeFiles files;
    /** What is on disk, by number. */
    private final SortedMap<Long, ChangeRecord> stored = new TreeMap<>();

    HistoryFiles(Path directory, Disk disk, Clock clock) {
        files = new SafeFiles(directory, disk, clock);
        files.prepare();
        try {
            for (String name : disk.list(directory)) {
                Matcher matcher = NAME.matcher(name);
                if (matcher.matches()) {
                    read(name, Long.parseLong(matcher.group(1)));
                }
            }
        } catch (IOException unreadable) {
            throw SafeFiles.failed("the directory " + directory + " cannot be read", unreadable);
        }
    }

    private void read(String name, long number) {
        try {
            stored.put(number, HistoryForm.read(CibReader.element(files.disk().read(files.directory().resolve(name)))));
        } catch (IOException | CibParseException | IllegalArgumentException damaged) {
            LOG.warn("{} cannot be read ({}); it was put aside as {}, and this change of the configuration cannot be undone",
                    files.directory().resolve(name), damaged.getMessage(), files.putAside(name, "damaged"));
        }
    }

    List<ChangeRecord> all() {
        return List.copyOf(stored.values());
    }

    /** Makes the files equal to this list: what both have at its beginning stays, everything else is deleted or written. */
    void store(List<ChangeRecord> changes) throws IOException {
        var kept = new ArrayList<ChangeRecord>();
        for (Iterator<Long> numbers = List.copyOf(stored.keySet()).iterator(); numbers.hasNext();) {
            long number = numbers.next();
            boolean next = kept.size() < changes.size() && stored.get(number).equals(changes.get(kept.size()));
            if (next) {
                kept.add(stored.get(number));
            } else {
                files.disk().delete(files.directory().resolve(name(number)));
                stored.remove(number);
            }
        }
        for (ChangeRecord change : changes.subList(kept.size(), changes.size())) {
            long number = stored.isEmpty() ? 1 : stored.lastKey() + 1;
            files.replace(name(number), CibWriter.bytes(HistoryForm.write(change)));
            stored.put(number, change);
        }
    }

    private static String name(long number) {
        return "change-%06d.xml".formatted(number);
    }
}
