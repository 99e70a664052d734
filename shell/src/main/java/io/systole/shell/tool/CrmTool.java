package io.systole.shell.tool;

import io.systole.shell.command.CommandContext;
import io.systole.shell.command.ConfigurationSession;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.Interpreter;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code crm}: one command, or a text of them ({@code crm -f FILE}, {@code crm < FILE}, {@code crm configure < FILE}). */
final class CrmTool implements Tool {
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
        boolean agree = force;
        var session = new ConfigurationSession(tools.connection(), tools.agents());
        session.comment(comment);
        var context = new CommandContext(tools.connection(), tools.agents(), tools.setup(), tools.clock(), tools.zone(), call.user(),
                file -> call.input(), out, err, question -> agree, session,
                tools.runner(call.user(), out, err), force);
        var interpreter = new Interpreter(context);
        boolean load = words.contains("load");
        if (call.input() != null && !load && (script || words.isEmpty() || words.equals(List.of("configure")) || words.size() == 1)) {
            return asOne(interpreter.script(call.input(), words));
        }
        if (script) {
            throw new UsageException("the file of -f cannot be read");
        }
        return asOne(words.isEmpty() ? interpreter.single(List.of("help")) : interpreter.single(words));
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
