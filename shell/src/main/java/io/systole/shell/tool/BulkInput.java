package io.systole.shell.tool;

import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * One input of a bulk run.
 *
 * @param name what its outputs are called: the name of the file without {@code .xml}
 * @param file where it is
 * @param arguments more options for this one
 */
record BulkInput(String name, String file, List<String> arguments) {
    /** All inputs of a directory (its {@code .xml} files), or of a list with one file a line, options behind it. */
    static List<BulkInput> of(String source, LocalFiles files) throws IOException {
        var inputs = new ArrayList<BulkInput>();
        if (files.isDirectory(source)) {
            files.list(source).stream().filter(name -> name.endsWith(".xml"))
                    .forEach(name -> inputs.add(of(source + "/" + name, List.of())));
        } else {
            int number = 0;
            for (String line : new String(files.read(source), StandardCharsets.UTF_8).lines().toList()) {
                number++;
                List<String> words = words(line, source + ", line " + number);
                if (!words.isEmpty() && !words.getFirst().startsWith("#")) {
                    inputs.add(of(words.getFirst(), words.subList(1, words.size())));
                }
            }
        }
        var names = new HashSet<String>();
        inputs.forEach(input -> {
            if (!names.add(input.name())) {
                throw new UsageException("two inputs are called " + input.name() + ", their results would overwrite each other");
            }
        });
        return inputs;
    }

    private static BulkInput of(String file, List<String> arguments) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        return new BulkInput(last.endsWith(".xml") ? last.substring(0, last.length() - 4) : last, file, List.copyOf(arguments));
    }

    /** The words of a line; quotes of both kinds keep blanks. */
    private static List<String> words(String line, String place) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (char each : line.toCharArray()) {
            if (quote != 0 ? each == quote : each == '"' || each == '\'') {
                quote = quote != 0 ? 0 : each;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(each)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(each);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new UsageException(place + ": the quote " + quote + " is not closed");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
