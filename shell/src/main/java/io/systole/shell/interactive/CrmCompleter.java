package io.systole.shell.interactive;

import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.Command;
import io.systole.shell.command.CommandContext;
import io.systole.shell.command.Interpreter;
import io.systole.shell.command.Level;
import io.systole.shell.command.UsageException;
import io.systole.shell.grammar.CrmSyntaxException;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What TAB offers: words of the level one is in or has named, then what the command itself suggests. */
final class CrmCompleter implements Completer {
    private final Interpreter interpreter;
    private final CommandContext context;

    CrmCompleter(Interpreter interpreter, CommandContext context) {
        this.interpreter = interpreter;
        this.context = context;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        Level level = interpreter.level();
        List<String> before = line.words().subList(0, line.wordIndex());
        try {
            for (int i = 0; i < before.size(); i++) {
                String word = level.resolve(before.get(i));
                var below = level.levels().stream().filter(each -> each.name().equals(word)).findFirst();
                if (below.isEmpty()) {
                    Command command = level.commands().stream().filter(each -> each.name().equals(word)).findFirst().orElseThrow();
                    command.candidates(context, before.subList(i, before.size())).forEach(each -> candidates.add(new Candidate(each)));
                    return;
                }
                level = below.get();
            }
        } catch (UsageException | CrmSyntaxException | NotConnectedException nothingToOffer) {
            return;
        }
        level.levels().forEach(each -> candidates.add(candidate(each.name(), each.summary())));
        level.commands().forEach(each -> candidates.add(candidate(each.name(), each.summary())));
        for (String word : List.of("help", "up", "quit")) {
            candidates.add(new Candidate(word));
        }
    }

    private static Candidate candidate(String word, String description) {
        return new Candidate(word, word, null, description, null, null, true);
    }
}
