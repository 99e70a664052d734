package io.systole.shell.tool;

import io.systole.shell.command.CommandContext;
import io.systole.shell.command.ConfigurationSession;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.Interpreter;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code crm}: one command, or a text of them ({@code crm -f FILE}, {@code crm < FILE}, {@code crm configure < FILE}). */
final class CrmTool implements Tool {
    private static final int MOST_ATTEMPTS = 10;

    @Override
    public String name() {
        return "crm";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext tools, PrintWriter out, PrintWriter err) {
        var words = new ArrayList<>(call.arguments());
        boolean force = false;
        boolean script = false;
        String comment = "";
        while (!words.isEmpty() && words.getFirst().startsWith("-") && !words.getFirst().equals("-")) {
            String option = words.removeFirst();
            switch (option) {
                case "-F", "--force" -> force = true;
                case "-n", "--no", "-w", "--wait", "-d", "--debug", "-R" -> { }
                case "-D", "--display", "-o", "--opt", "-H", "--history" -> drop(words, option);
                case "--comment" -> {
                    if (words.isEmpty()) {
                        throw new UsageException("--comment needs a text that says why");
                    }
                    comment = words.removeFirst();
                }
                case "-f", "--file" -> {
                    drop(words, option);
                    script = true;
                }
                case "-h", "--help" -> words.addFirst("help");
                case "--version" -> {
                    out.println("crm (Systole) " + Version.text());
                    return ExitStatus.OK;
                }
                default -> throw new UsageException("unknown option " + option);
            }
        }
        boolean load = words.contains("load");
        boolean text = call.input() != null && !load && (script || words.size() <= 1);
        if (script && !text) {
            throw new UsageException("the file of -f cannot be read");
        }
        var attempt = new Attempt(call, tools, words, force, comment);
        if (text) {
            return asOne(attempt.run(interpreter -> interpreter.script(call.input(), words), out, err).status());
        }
        return asOne(untilNotOvertaken(attempt, out, err));
    }

    /** One command stands for itself: if somebody changes the configuration in the milliseconds that it takes, it is given once more. */
    private static ExitStatus untilNotOvertaken(Attempt attempt, PrintWriter out, PrintWriter err) {
        List<String> command = attempt.words().isEmpty() ? List.of("help") : attempt.words();
        for (int left = MOST_ATTEMPTS; true; left--) {
            var output = new StringWriter();
            var errors = new StringWriter();
            Attempt.Result result =
                    attempt.run(interpreter -> interpreter.single(command), new PrintWriter(output), new PrintWriter(errors));
            if (!result.overtaken() || left == 1) {
                out.print(output);
                err.print(errors);
                return result.status();
            }
        }
    }

    private record Attempt(ToolCall call, ToolContext tools, List<String> words, boolean force, String comment) {
        record Result(ExitStatus status, boolean overtaken) {}

        Result run(Function<Interpreter, ExitStatus> what, PrintWriter out, PrintWriter err) {
            var session = new ConfigurationSession(tools.connection(), tools.agents());
            session.comment(comment);
            var context = new CommandContext(tools.connection(), tools.agents(), tools.setup(), tools.clock(), tools.zone(), call.user(),
                    file -> call.input(), out, err, question -> force, session, force);
            ExitStatus status = what.apply(new Interpreter(context));
            return new Result(status, session.overtaken());
        }
    }

    /** crmsh knows one exit code for every failure. */
    private static ExitStatus asOne(ExitStatus status) {
        return status == ExitStatus.OK ? ExitStatus.OK : ExitStatus.ERROR;
    }

    private static void drop(List<String> words, String option) {
        if (words.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        words.removeFirst();
    }
}
