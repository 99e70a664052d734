package io.systole.shell.command;

import io.systole.core.wording.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A level of the crm shell: commands and further levels.
 *
 * @param name the word that enters it; empty for the root
 * @param summary what it is for
 * @param commands its commands
 * @param levels the levels below
 */
public record Level(String name, String summary, List<Command> commands, List<Level> levels) {
    public Level {
        commands = List.copyOf(commands);
        levels = List.copyOf(levels);
    }

    /** All words that mean something here. */
    public List<String> words() {
        var words = new ArrayList<String>();
        levels.forEach(level -> words.add(level.name()));
        commands.forEach(command -> words.add(command.name()));
        return words;
    }

    Optional<Level> level(String word) {
        return levels.stream().filter(level -> level.name().equals(word)).findFirst();
    }

    Optional<Command> command(String word) {
        return commands.stream().filter(command -> command.name().equals(word)).findFirst();
    }

    /**
     * The full word that the user means: itself, an alias, a unique beginning, or unique letters in their order.
     *
     * @throws UsageException if nothing or more than one fits; the message suggests what might be meant
     */
    public String resolve(String typed) {
        String word = typed.toLowerCase(Locale.ROOT);
        List<String> words = words();
        if (words.contains(word)) {
            return word;
        }
        for (Command command : commands) {
            if (command.aliases().contains(word)) {
                return command.name();
            }
        }
        List<String> beginnings = words.stream().filter(each -> each.startsWith(word)).toList();
        if (beginnings.size() == 1) {
            return beginnings.getFirst();
        }
        List<String> sequences = words.stream().filter(each -> isSubsequence(word, each)).toList();
        if (beginnings.isEmpty() && sequences.size() == 1 && word.length() > 1) {
            return sequences.getFirst();
        }
        String where = name.isEmpty() ? "" : " in " + name;
        if (beginnings.size() > 1) {
            throw new UsageException("\"" + typed + "\" can mean " + String.join(", ", beginnings) + where);
        }
        throw new UsageException("\"" + typed + "\" is no command" + where
                + Nearest.hint(word, words, "\"help\" lists them"));
    }

    private static boolean isSubsequence(String letters, String word) {
        int at = 0;
        for (int i = 0; i < word.length() && at < letters.length(); i++) {
            if (word.charAt(i) == letters.charAt(at)) {
                at++;
            }
        }
        return at == letters.length() && word.charAt(0) == letters.charAt(0);
    }
}
