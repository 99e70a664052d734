package io.systole.shell.grammar;

import java.util.List;
import java.util.Optional;

/** The words of a statement, read from left to right. */
final class Words {
    private final List<String> words;
    private int at;

    Words(List<String> words) {
        this.words = words;
    }

    boolean hasNext() {
        return at < words.size();
    }

    /** The next word without taking it; empty string at the end. */
    String peek() {
        return peek(0);
    }

    /** The word behind so many others, without taking any; empty string at the end. */
    String peek(int others) {
        return at + others < words.size() ? words.get(at + others) : "";
    }

    /** Takes the next word; {@code what} says in the message what is missing if there is none. */
    String next(String what) {
        if (!hasNext()) {
            throw new CrmSyntaxException("\"" + String.join(" ", words) + "\" ends where " + what + " is expected");
        }
        return words.get(at++);
    }

    boolean nextIs(String keyword) {
        return hasNext() && words.get(at).equalsIgnoreCase(keyword);
    }

    /** Takes the next word if it is this keyword (upper or lower case). */
    boolean skip(String keyword) {
        if (nextIs(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes the next word if it has the form {@code name=value} with this name, and gives the value. */
    Optional<String> value(String name) {
        if (hasNext() && words.get(at).startsWith(name + "=")) {
            return Optional.of(words.get(at++).substring(name.length() + 1));
        }
        return Optional.empty();
    }

    /** Takes the next word if it ends with a colon, and gives it without the colon. */
    Optional<String> labelled() {
        if (hasNext() && words.get(at).length() > 1 && words.get(at).endsWith(":")) {
            String word = words.get(at++);
            return Optional.of(word.substring(0, word.length() - 1));
        }
        return Optional.empty();
    }

    /** All that is left. */
    List<String> rest() {
        List<String> rest = words.subList(at, words.size());
        at = words.size();
        return rest;
    }

    /** Complains if something is left. */
    void end() {
        if (hasNext()) {
            throw new CrmSyntaxException("\"" + peek() + "\" is not expected in \"" + String.join(" ", words) + "\"");
        }
    }
}
