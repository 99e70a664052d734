package io.systole.shell.interactive;

import io.systole.core.membership.NodeName;
import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.CommandContext;
import io.systole.shell.command.ConfigurationSession;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.Interpreter;
import io.systole.shell.grammar.CrmSyntaxException;
import io.systole.shell.grammar.Script;
import io.systole.shell.grammar.Statement;
import io.systole.shell.tool.ToolContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The {@code crm} that one talks to: prompt with the level, history, completion, and a question before changes are lost. */
final class InteractiveShell {
    private final ToolContext tools;
    private final String user;

    InteractiveShell(ToolContext tools, String user) {
        this.tools = tools;
        this.user = user;
    }

    int run(List<String> start) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            PrintWriter out = terminal.writer();
            var session = new ConfigurationSession(tools.connection(), tools.agents());
            var reader = new LineReader[1];
            var context = new CommandContext(tools.connection(), tools.agents(), tools.setup(), tools.clock(), tools.zone(), user,
                    InteractiveShell::text,
                    out, out, question -> isYes(reader[0], question), session,
                    tools.runner(user, out, out), false);
            var interpreter = new Interpreter(context);
            var parser = new DefaultParser();
            parser.setEofOnUnclosedQuote(true);
            parser.setEofOnEscapedNewLine(true);
            reader[0] = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .parser(parser)
                    .completer(new CrmCompleter(interpreter, context))
                    .variable(LineReader.HISTORY_FILE, history())
                    .variable(LineReader.SECONDARY_PROMPT_PATTERN, "   > ")
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            if (!start.isEmpty()) {
                interpreter.interactive(Statement.of(start));
            }
            return loop(reader[0], interpreter, context, out);
        }
    }

    private int loop(LineReader reader, Interpreter interpreter, CommandContext context, PrintWriter out) {
        ExitStatus last = ExitStatus.OK;
        while (!interpreter.finished()) {
            String before = interpreter.prompt();
            try {
                String line = reader.readLine(prompt(before));
                for (Statement statement : Script.read(line)) {
                    if (leaves(statement) && before.startsWith("configure") && !mayLeave(context, reader)) {
                        continue;
                    }
                    last = interpreter.interactive(statement);
                }
            } catch (UserInterruptException interrupted) {
                last = ExitStatus.ERROR;
            } catch (EndOfFileException end) {
                if (!before.startsWith("configure") || mayLeave(context, reader)) {
                    break;
                }
            } catch (CrmSyntaxException | NotConnectedException bad) {
                out.println("ERROR: " + bad.getMessage());
                last = ExitStatus.ERROR;
            }
            out.flush();
        }
        return last.code();
    }

    private static boolean leaves(Statement statement) {
        return List.of("up", "end", "back", "cd", "quit", "exit", "bye").contains(statement.words().getFirst());
    }

    /** Asks what is to become of uncommitted changes; false = stay. */
    private static boolean mayLeave(CommandContext context, LineReader reader) {
        if (!context.session().changed()) {
            return true;
        }
        String answer = ask(reader, "There are changes pending. Do you want to commit them? (y/n/c) ");
        if (answer.startsWith("y")) {
            return new Interpreter(context).single(List.of("configure", "commit")) == ExitStatus.OK;
        }
        if (answer.startsWith("n")) {
            context.session().drop();
            return true;
        }
        return false;
    }

    private static boolean isYes(LineReader reader, String question) {
        return ask(reader, question + " (y/n) ").startsWith("y");
    }

    private static String ask(LineReader reader, String question) {
        try {
            return reader.readLine(question).strip().toLowerCase(Locale.ROOT);
        } catch (UserInterruptException | EndOfFileException none) {
            return "";
        }
    }

    /** The text of a file; null if it cannot be read. */
    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }

    private String prompt(String level) {
        String host;
        try {
            host = tools.connection().localNode().map(NodeName::value).map(name -> "live/" + name).orElse("file");
        } catch (NotConnectedException down) {
            host = "down";
        }
        return "crm(" + host + ")" + level + "# ";
    }

    private static Path history() throws IOException {
        Path home = Path.of(Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse(System.getProperty("user.home") + "/.cache"),
                "crm");
        Files.createDirectories(home);
        return home.resolve("history");
    }
}
