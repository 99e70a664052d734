package io.systole.lrm.instant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The process ids that the pid files of a resource name. */
final class PidFiles {
    private static final String SUFFIX = ".pid";
    private static final long LARGEST_BYTES = 4096;
    private static final String NUMBER = "[1-9][0-9]{0,8}";

    private PidFiles() {}

    /**
     * Reads those that stand in the parameters. Only what is called a pid file is touched: other paths may lie on a file server
     * that does not answer.
     */
    static Set<Long> named(Map<String, String> parameters) {
        Set<Long> pids = new LinkedHashSet<>();
        parameters.forEach((name, value) -> {
            if (value.startsWith("/") && (name.toLowerCase(Locale.ROOT).contains("pid") || value.endsWith(SUFFIX))) {
                read(value).ifPresent(pids::add);
            }
        });
        return pids;
    }

    /** The number in the first line. */
    private static OptionalLong read(String name) {
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_BYTES) {
                return OptionalLong.empty();
            }
            String first = Files.readString(file, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("").strip();
            return first.matches(NUMBER) ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
        } catch (IOException | InvalidPathException unreadable) {
            return OptionalLong.empty();
        }
    }
}
