package io.systole.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two configurations in crm's words, beside each other: only statements that differ, line by line. */
final class StatementDiff {
    private StatementDiff() {}

    /** Lines with {@code -} in front are of the old configuration, with {@code +} of the new one, with a blank of both. */
    static List<String> between(List<String> before, List<String> after) {
        SequencedMap<String, String> old = byHead(before);
        SequencedMap<String, String> fresh = byHead(after);
        var lines = new ArrayList<String>();
        old.forEach((head, statement) -> {
            if (!fresh.containsKey(head)) {
                statement.lines().forEach(line -> lines.add("- " + line));
            }
        });
        fresh.forEach((head, statement) -> {
            if (!old.containsKey(head)) {
                statement.lines().forEach(line -> lines.add("+ " + line));
            } else if (!old.get(head).equals(statement)) {
                lines.addAll(lines(old.get(head).lines().toList(), statement.lines().toList()));
            }
        });
        return lines;
    }

    /** By keyword and name: the first two words. */
    private static SequencedMap<String, String> byHead(List<String> statements) {
        return statements.stream().collect(Collectors.toMap(
                statement -> Stream.of(statement.split("\\s+")).limit(2).collect(Collectors.joining(" ")),
                statement -> statement, (one, other) -> one + "\n" + other, LinkedHashMap::new));
    }

    /** The longest common run of lines stays; a statement has few. */
    private static List<String> lines(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = same(before.get(i), after.get(j)) ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var lines = new ArrayList<String>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && same(before.get(i), after.get(j))) {
                lines.add("  " + after.get(j));
                i++;
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + before.get(i++));
            } else {
                lines.add("+ " + after.get(j++));
            }
        }
        return lines;
    }

    /** The backslash at the end of a line only says that another one follows. */
    private static boolean same(String one, String other) {
        return one.replaceAll(" \\\\$", "").equals(other.replaceAll(" \\\\$", ""));
    }
}
