package io.systole.shell.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The numbers by which tools and libraries of this world tell what went wrong, of one kind. */
final class ErrorCodes {
    private static final int FIELDS = 4;

    private final NavigableMap<Integer, Code> codes = new TreeMap<>();

    /**
     * The codes of these kinds.
     *
     * @param kinds {@code exit}: exit codes of tools; {@code rc}: return codes below zero and zero; {@code system}: error numbers of
     *     Linux; {@code legacy}: what older tools put above those
     */
    ErrorCodes(String... kinds) {
        try (InputStream file = ErrorCodes.class.getResourceAsStream("error-codes.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] words = line.split(" ", FIELDS);
                for (String kind : kinds) {
                    if (words[0].equals(kind)) {
                        codes.put(Integer.parseInt(words[1]), new Code(words[2], words[FIELDS - 1]));
                    }
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("error-codes.txt is not in the program", unreadable);
        }
    }

    Optional<Code> find(int number) {
        return Optional.ofNullable(codes.get(number));
    }

    NavigableMap<Integer, Code> all() {
        return codes;
    }

    /** A code's name in source code, and what it means. */
    record Code(String name, String text) {}
}
