package io.systole.shell.interactive;

import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.ClusterSetup;
import io.systole.shell.client.DiskFiles;
import io.systole.shell.client.OfflineFile;
import io.systole.shell.client.ShadowCopies;
import io.systole.shell.client.SocketConnection;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.Levels;
import io.systole.shell.command.StatusArguments;
import io.systole.shell.command.UsageException;
import io.systole.shell.monitor.MonitorProgram;
import io.systole.shell.tool.ToolCall;
import io.systole.shell.tool.ToolContext;
import io.systole.shell.tool.Tools;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The tools as a program: {@code ShellMain TOOL ARGUMENT…}. */
public final class ShellMain {
    /** The front put this into the background, and reads the exit code of the beginning from standard output. */
    private static final boolean BACKGROUND = Boolean.getBoolean("systole.background");

    private ShellMain() {}

    /** Runs the tool and exits with its code. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("usage: ShellMain TOOL ARGUMENT...");
            System.exit(64);
        }
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code;
        try {
            code = run(arguments[0], Arrays.asList(arguments).subList(1, arguments.length), out, err);
        } catch (IOException failed) {
            err.println(arguments[0] + ": " + failed.getMessage());
            code = 66;
        }
        if (BACKGROUND) {
            out.println(code);
        }
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static int run(String tool, List<String> arguments, PrintWriter out, PrintWriter err) throws IOException {
        ToolContext context = context(tool);
        boolean terminal = System.console() != null && System.console().isTerminal();
        if (tool.equals("crm") && terminal && isInteractive(arguments)) {
            return new InteractiveShell(context, user()).run(arguments);
        }
        if (tool.equals("crm_mon") && staysOrDraws(arguments)) {
            StatusArguments parsed = StatusArguments.parse(arguments);
            if (parsed.stays()) {
                return stay(context, parsed, out, err);
            }
            if (terminal) {
                return new LiveMonitor(context).run(parsed);
            }
        }
        String input = new InputText(tool, arguments).read(System.in, terminal);
        return new Tools(context).run(new ToolCall(tool, arguments, input, environment(), user(), 0), out, err).code();
    }

    private static ToolContext context(String tool) {
        return new ToolContext(connection(tool),
                ServiceLoader.load(AgentLibrary.class).findFirst().orElse(AgentLibrary.NONE),
                ServiceLoader.load(ClusterSetup.class).findFirst(),
                InstantSource.system(), ZoneId.systemDefault(), Optional.of(new DiskFiles()));
    }

    /** A shadow copy goes before a CIB file, as with Pacemaker's tools; what handles shadow copies works on the real thing. */
    private static ClusterConnection connection(String tool) {
        Optional<String> shadow = ShadowCopies.active(System.getenv()).filter(name -> !tool.equals("crm_shadow"));
        if (shadow.isPresent()) {
            var copies = new ShadowCopies(ShadowCopies.directory(System.getenv(), System.getProperty("user.name")), new DiskFiles());
            return new OfflineFile(Path.of(copies.file(shadow.get())), "the shadow copy \"" + shadow.get() + "\"");
        }
        String file = System.getenv("CIB_file");
        String socket = Optional.ofNullable(System.getenv("SYSTOLE_SOCKET")).orElse("/run/systole/api.sock");
        return file == null || file.isEmpty() ? new SocketConnection(Path.of(socket)) : new OfflineFile(Path.of(file));
    }

    /** No arguments, or just the way into a level. */
    private static boolean isInteractive(List<String> arguments) {
        return arguments.isEmpty()
                || arguments.size() == 1 && Levels.ROOT.levels().stream().anyMatch(level -> level.name().equals(arguments.getFirst()));
    }

    private static boolean staysOrDraws(List<String> arguments) {
        try {
            StatusArguments parsed = StatusArguments.parse(arguments);
            return !parsed.oneShot() || parsed.stays();
        } catch (UsageException toldLater) {
            return false;
        }
    }

    private static int stay(ToolContext context, StatusArguments arguments, PrintWriter out, PrintWriter err) {
        if (arguments.monitor().daemon() && !BACKGROUND) {
            err.println("crm_mon: -d has to stand alone or before letters that take a value, as in -d or -nrd");
            return ExitStatus.USAGE.code();
        }
        try {
            return MonitorProgram.run(context, arguments, out, err, () -> begun(out)).code();
        } catch (UsageException wrong) {
            err.println("crm_mon: " + wrong.getMessage());
            return ExitStatus.USAGE.code();
        }
    }

    /** The beginning went well: the front, which waits for the end of these streams, may end. */
    private static void begun(PrintWriter out) {
        if (BACKGROUND) {
            out.println(0);
            out.flush();
            System.out.close();
            System.err.close();
        }
    }

    private static TreeMap<String, String> environment() {
        var environment = new TreeMap<String, String>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("OCF_") || name.startsWith(ShadowCopies.ACTIVE) || name.equals("HOME")) {
                environment.put(name, value);
            }
        });
        return environment;
    }

    private static String user() {
        return Optional.ofNullable(System.getenv("USER")).or(() -> Optional.ofNullable(System.getProperty("user.name"))).orElse("root");
    }
}
