package io.systole.node.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file that holds one number which only grows. */
final class NumberFile {
    private final SafeFiles files;
    private final String name;
    private long number;

    /**
     * Reads the file; it counts as never written if it was damaged, and is put aside then.
     *
     * @param warnings gets a sentence if the file was damaged
     */
    NumberFile(SafeFiles files, String name, List<String> warnings) {
        this.files = files;
        this.name = name;
        Path file = files.directory().resolve(name);
        String trouble;
        try {
            String text = new String(files.disk().read(file), StandardCharsets.UTF_8).strip();
            if (text.matches("\\d{1,18}")) {
                number = Long.parseLong(text);
                return;
            }
            trouble = text.isEmpty() ? "is empty" : "does not hold a number";
        } catch (NoSuchFileException absent) {
            return;
        } catch (IOException unreadable) {
            trouble = "cannot be read (" + SafeFiles.reason(unreadable) + ")";
        }
        Path aside = files.putAside(name, "damaged");
        warnings.add(file + " " + trouble + "; it was put aside as " + aside + ", and the other nodes will tell the right number");
    }

    /** The number; 0 if it was never written. */
    long number() {
        return number;
    }

    /** Writes a greater number; any other is ignored. */
    void raise(long greater) {
        if (greater <= number) {
            return;
        }
        try {
            files.replace(name, (greater + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw SafeFiles.failed(files.directory().resolve(name) + " cannot be written", e);
        }
        number = greater;
    }
}
