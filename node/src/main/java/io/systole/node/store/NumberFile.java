package io.systole.node.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** A file that holds one number which only grows. */
final class NumberFile {
    private final SafeFiles files;
    private final String name;

    NumberFile(SafeFiles files, String name) {
        this.files = files;
        this.name = name;
    }

    /**
     * The number; empty if it was never written, or if the file was damaged: then it is put aside.
     *
     * @param warnings gets a sentence if the file was damaged
     */
    OptionalLong read(List<String> warnings) {
        Path file = files.directory().resolve(name);
        String trouble;
        try {
            String text = new String(files.disk().read(file), StandardCharsets.UTF_8).strip();
            if (text.matches("\\d{1,18}")) {
                return OptionalLong.of(Long.parseLong(text));
            }
            trouble = text.isEmpty() ? "is empty" : "does not hold a number";
        } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
        } catch (IOException unreadable) {
            trouble = "cannot be read (" + SafeFiles.reason(unreadable) + ")";
        }
        Path aside = files.putAside(name, "damaged");
        warnings.add(file + " " + trouble + "; it was put aside as " + aside + ", and the other nodes will tell the right number");
        return OptionalLong.empty();
    }

    void write(long number) {
        try {
            files.replace(name, (number + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw SafeFiles.failed(files.directory().resolve(name) + " cannot be written", e);
        }
    }
}
