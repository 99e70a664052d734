package io.systole.shell.tool;

import io.systole.core.cib.acl.Subject;
import io.systole.shell.client.AccessDeniedException;
import io.systole.shell.client.LimitedConnection;
import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All command-line tools; the single door by which the daemon, the Java front and the tests call them. Safe for many threads. */
public final class Tools {
    private final TreeMap<String, Tool> byName = new TreeMap<>();
    private final ToolContext context;

    /** The tools on this cluster. */
    public Tools(ToolContext context) {
        this(context, Registry.ALL);
    }

    Tools(ToolContext context, List<Tool> tools) {
        this.context = context;
        tools.forEach(tool -> byName.put(tool.name(), tool));
    }

    /** The same tools for this user, whom ACLs may limit. */
    Tools as(Subject subject) {
        return new Tools(context.with(new LimitedConnection(context.connection(), subject)), List.copyOf(byName.values()));
    }

    /** The names of the tools. */
    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** Runs a tool and returns what it printed; bad arguments and a missing cluster are exit codes, not exceptions. */
    public ToolResult run(ToolCall call) {
        var out = new StringWriter();
        var err = new StringWriter();
        ExitStatus status;
        try (var output = new PrintWriter(out); var errors = new PrintWriter(err)) {
            status = run(call, output, errors);
        }
        return new ToolResult(status.code(), out.toString(), err.toString());
    }

    /** Answers {@code --help} and {@code --version}, which no tool with a table of options needs to know; false if neither is wanted. */
    private static boolean toldOfItself(Tool tool, ToolCall call, PrintWriter out) {
        if (tool.options().isEmpty() || call.arguments().isEmpty()) {
            return false;
        }
        Options options;
        try {
            options = tool.options().get().parse(call.arguments());
        } catch (UsageException theToolWillSay) {
            return false;
        }
        if (options.has("help")) {
            out.print(tool.options().get().help());
        } else if (options.has("version")) {
            out.println(tool.version());
        }
        return options.has("help") || options.has("version");
    }

    /** Runs the tool, with what it prints in a file if that is wished. */
    private ExitStatus work(Tool tool, ToolCall call, PrintWriter out, PrintWriter err) {
        Optional<OptionText> text = tool.options().filter(OptionText::hasOutputFile);
        Optional<String> file = text.isEmpty() || call.arguments().stream().noneMatch(word -> word.startsWith("--output-to"))
                ? Optional.empty() : text.get().parse(call.arguments()).value("output-to");
        if (file.isEmpty() || file.get().equals("-")) {
            return tool.run(call, context, out, err);
        }
        if (file.get().isEmpty()) {
            throw new UsageException("--output-to needs the name of a file, or - for standard output");
        }
        var output = new StringWriter();
        ExitStatus status;
        try (var writer = new PrintWriter(output)) {
            status = tool.run(call, context, writer, err);
        }
        ExitStatus written = OutputFile.write(tool.name(), file.get(), output.toString(), context, out, err);
        return written == ExitStatus.OK ? status : written;
    }

    /** The same with the caller's writers, for tools that show progress. */
    public ExitStatus run(ToolCall call, PrintWriter out, PrintWriter err) {
        Optional<Tool> tool = Optional.ofNullable(byName.get(call.tool()));
        if (tool.isEmpty()) {
            err.println(call.tool() + ": there is no such tool; known are " + String.join(", ", byName.keySet()));
            return ExitStatus.USAGE;
        }
        try {
            return toldOfItself(tool.get(), call, out) ? ExitStatus.OK : work(tool.get(), call, out, err);
        } catch (UsageException bad) {
            return Answer.refused(call, ExitStatus.USAGE, bad.getMessage(), out, err);
        } catch (AccessDeniedException denied) {
            return Answer.refused(call, ExitStatus.NO_PRIVILEGES, "Permission denied: " + denied.getMessage(), out, err);
        } catch (NotConnectedException gone) {
            return Answer.refused(call, ExitStatus.DISCONNECTED, "not connected: " + gone.getMessage(), out, err);
        } catch (RuntimeException bug) {
            return Answer.refused(call, ExitStatus.INTERNAL, "this is an error of Systole, please report it with the command: " + bug, out,
                    err);
        } finally {
            out.flush();
            err.flush();
        }
    }
}
