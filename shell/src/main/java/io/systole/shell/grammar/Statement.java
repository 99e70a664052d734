package io.systole.shell.grammar;

import java.util.List;

/**
 * One statement of the crm language: a line, or several joined by {@code \} at their ends.
 *
 * @param line number of its first line, from 1; 0 if it came from the command line
 * @param words the words with quotes removed
 * @param text the statement as it was written
 */
public record Statement(int line, List<String> words, String text) {
    public Statement {
        words = List.copyOf(words);
    }

    /** A statement given as words, as on the command line. */
    public static Statement of(List<String> words) {
        return new Statement(0, words, String.join(" ", words));
    }
}
