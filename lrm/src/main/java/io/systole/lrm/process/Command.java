package io.systole.lrm.process;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A program to be run, argument by argument.
 *
 * @param file the program, an absolute path
 * @param environment the whole environment; nothing is inherited from the daemon
 * @param input what the program reads on its standard input; empty means /dev/null. The place for secrets besides the environment
 */
public record Command(Path file, List<String> arguments, SortedMap<String, String> environment, String input) {
    public Command {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("a program is named by its absolute path, not " + file);
        }
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
}
