package io.systole.shell.tool;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One call of a command-line tool.
 *
 * @param tool the name it was called by, for example {@code crm_mon}
 * @param arguments the words after it
 * @param input what it would read: standard input, or the file that an argument names, read by the caller; null if nothing
 * @param environment those variables of the caller that tools look at
 * @param user who calls, for {@code update-user}
 * @param columns width of the caller's terminal; 0 if its output is no terminal
 */
public record ToolCall(
        String tool, List<String> arguments, String input, SortedMap<String, String> environment, String user, int columns) {
    public ToolCall {
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** A call without input, by root, whose output is no terminal. */
    public static ToolCall of(String tool, String... arguments) {
        return new ToolCall(tool, List.of(arguments), null, new TreeMap<>(), "root", 0);
    }

    /** The same call by somebody else. */
    public ToolCall by(String name) {
        return new ToolCall(tool, arguments, input, environment, name, columns);
    }

    /** The same call with this input. */
    public ToolCall withInput(String text) {
        return new ToolCall(tool, arguments, text, environment, user, columns);
    }
}
