package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The book of the test agent {@code chronicler.sh}: how it was called on all nodes, in the order of time, and what it is to do. */
final class Chronicle {
    private static final String META = "OCF_RESKEY_CRM_meta_";

    private final Path book;

    /** @param book a directory that all nodes see */
    Chronicle(Path book) {
        this.book = book;
    }

    /** The directory, which is the agent's parameter {@code book}. */
    Path book() {
        return book;
    }

    /** One call of the agent, with the parameters that count and all meta variables. */
    record Call(String node, String resource, String action, Map<String, String> variables) {
        /** Where and what, such as {@code n1 start}. */
        String where() {
            return node + " " + action;
        }

        /** A parameter of those that count; null if it is not set. */
        String parameter(String name) {
            return variables.get("OCF_RESKEY_" + name);
        }

        /** A meta variable; null if it is not set. */
        String meta(String name) {
            return variables.get(META + name);
        }

        /** The lists and words that a notification is about, without their common prefix. */
        Map<String, String> notification() {
            var found = new TreeMap<String, String>();
            variables.forEach((name, value) -> {
                if (name.startsWith(META + "notify_")) {
                    found.put(name.substring((META + "notify_").length()), value);
                }
            });
            return found;
        }
    }

    /** All calls for a resource. */
    List<Call> calls(String resource) {
        Path file = book.resolve("calls");
        try {
            return !Files.exists(file) ? List.of()
                    : Files.readAllLines(file).stream().map(Chronicle::call).filter(call -> call.resource().equals(resource)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where a resource was asked what: {@code n1 start}, {@code n1 migrate_to}… */
    List<String> of(String resource) {
        return calls(resource).stream().map(Call::where).toList();
    }

    /** From now on the agent does this piece of shell first when it is asked for an action. */
    void order(String node, String resource, String action, String shell) {
        try {
            Files.writeString(book.resolve(node + "." + resource + "." + action), shell + "\n");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Another file of the book. */
    String read(String name) {
        try {
            return Files.readString(book.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Call call(String line) {
        String[] fields = line.split("\036");
        String[] words = fields[0].split(" ");
        var variables = new TreeMap<String, String>();
        Arrays.stream(fields).skip(1).map(field -> field.split("=", 2)).forEach(pair -> variables.put(pair[0], pair[1]));
        return new Call(words[0], words[1], words[2], variables);
    }
}
