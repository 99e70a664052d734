package io.systole.shell.command;

import io.systole.shell.grammar.CrmSyntaxException;
import io.systole.shell.grammar.Script;
import io.systole.shell.grammar.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs lines of the crm shell: finds the level and the command that the words mean, and keeps the level one is in. Not for
 * several threads.
 */
public final class Interpreter {
    private static final int MOST_REPETITIONS = 10;

    private final CommandContext context;
    private final List<Level> path = new ArrayList<>();
    private boolean finished;

    /** An interpreter at the root level. */
    public Interpreter(CommandContext context) {
        this.context = context;
        path.add(Levels.ROOT);
    }

    /** The level one is in. */
    public Level level() {
        return path.getLast();
    }

    /** True after {@code quit}. */
    public boolean finished() {
        return finished;
    }

    /** The names of the levels from the root to here, joined by blanks; empty at the root. */
    public String prompt() {
        return String.join(" ", path.stream().skip(1).map(Level::name).toList());
    }

    /**
     * Runs one command given on the command line; changes of the configuration are committed at once. It stands for itself: if somebody
     * else changes the configuration in the milliseconds that it takes, it is given once more.
     *
     * @param words a path of levels and a command with its arguments
     */
    public ExitStatus single(List<String> words) {
        Statement statement = Statement.of(words);
        ExitStatus status = guarded(statement);
        for (int left = MOST_REPETITIONS; left > 0 && !context.force() && context.session().overtaken(); left--) {
            context.session().drop();
            status = guarded(statement);
        }
        if (status == ExitStatus.OK && context.session().changed()) {
            return context.session().commit(context, context.force());
        }
        return status;
    }

    /**
     * Runs a text line by line. A wrong line does not stop the others, but then nothing of the configuration is committed.
     *
     * @param start words that enter the level to begin in
     */
    public ExitStatus script(String text, List<String> start) {
        List<Statement> statements;
        try {
            statements = Script.read(text);
        } catch (CrmSyntaxException unclosed) {
            context.error(unclosed.getMessage());
            return ExitStatus.ERROR;
        }
        ExitStatus result = start.isEmpty() ? ExitStatus.OK : guarded(Statement.of(start));
        int wrong = 0;
        for (Statement statement : statements) {
            if (finished) {
                break;
            }
            if (leavesConfigure(statement) && context.session().changed() && wrong == 0) {
                result = worse(result, context.session().commit(context, context.force()));
            }
            ExitStatus status = guarded(statement);
            wrong += status == ExitStatus.OK ? 0 : 1;
            result = worse(result, status);
        }
        if (context.session().changed()) {
            if (wrong > 0 && !context.force()) {
                context.error("nothing of the configuration was committed, because " + (wrong == 1 ? "a line is" : wrong + " lines are")
                        + " wrong");
            } else {
                result = worse(result, context.session().commit(context, context.force()));
            }
        }
        return result == ExitStatus.OK ? result : ExitStatus.ERROR;
    }

    /** Runs one line that was typed; changes of the configuration stay in the session. */
    public ExitStatus interactive(Statement statement) {
        return guarded(statement);
    }

    private static ExitStatus worse(ExitStatus one, ExitStatus other) {
        return one == ExitStatus.OK ? other : one;
    }

    private boolean leavesConfigure(Statement statement) {
        String word = statement.words().getFirst().toLowerCase(Locale.ROOT);
        return prompt().startsWith("configure") && List.of("up", "end", "back", "cd", "quit", "exit", "bye").contains(word);
    }

    private ExitStatus guarded(Statement statement) {
        try {
            return run(statement);
        } catch (UsageException | CrmSyntaxException bad) {
            String place = statement.line() > 0 && !bad.getMessage().startsWith("line ") ? "line " + statement.line() + ": " : "";
            context.error(place + bad.getMessage());
            return ExitStatus.ERROR;
        }
    }

    private ExitStatus run(Statement statement) {
        List<String> words = statement.words();
        if (words.isEmpty()) {
            return ExitStatus.OK;
        }
        String first = words.getFirst().toLowerCase(Locale.ROOT);
        switch (first) {
            case "quit", "exit", "bye" -> {
                finished = true;
                return ExitStatus.OK;
            }
            case "up", "end", "back" -> {
                leave();
                return ExitStatus.OK;
            }
            case "cd" -> {
                return change(words);
            }
            case "ls" -> {
                context.out().println(String.join("  ", level().words()));
                return ExitStatus.OK;
            }
            case "help", "?", "-h", "--help" -> {
                return new HelpCommand(level()).run(context, words.subList(1, words.size()));
            }
            default -> {
                return descend(words, statement);
            }
        }
    }

    /** Follows levels as long as words name them; enters the last if no command follows, else runs the command there. */
    private ExitStatus descend(List<String> words, Statement statement) {
        var reached = new ArrayList<>(path);
        int at = 0;
        while (at < words.size()) {
            Level level = reached.getLast();
            if (List.of("help", "?", "-h", "--help").contains(words.get(at))) {
                return new HelpCommand(level).run(context, words.subList(at + 1, words.size()));
            }
            String word = level.resolve(words.get(at));
            at++;
            var below = level.level(word);
            if (below.isPresent()) {
                reached.add(below.get());
                continue;
            }
            Command command = level.command(word).orElseThrow();
            List<String> arguments = words.subList(at, words.size());
            if (arguments.size() == 1 && List.of("-h", "--help").contains(arguments.getFirst())) {
                return new HelpCommand(level).run(context, List.of(word));
            }
            if (command instanceof ObjectCommand object) {
                return object.define(context, new Statement(statement.line(), words.subList(at - 1, words.size()), statement.text()));
            }
            return command.run(context, arguments);
        }
        path.clear();
        path.addAll(reached);
        return ExitStatus.OK;
    }

    private void leave() {
        if (path.size() > 1) {
            path.removeLast();
        }
    }

    private ExitStatus change(List<String> words) {
        String target = words.size() > 1 ? words.get(1) : "..";
        for (String step : target.split("/")) {
            if (step.equals("..")) {
                leave();
            } else if (!step.isEmpty()) {
                String word = level().resolve(step);
                path.add(level().level(word).orElseThrow(() -> new UsageException("\"" + step + "\" is a command, not a level")));
            }
        }
        return ExitStatus.OK;
    }
}
