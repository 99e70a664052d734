package io.systole.shell.monitor;

import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.StatusArguments;
import io.systole.shell.command.UsageException;
import io.systole.shell.tool.IoSentence;
import io.systole.shell.tool.ToolContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A {@code crm_mon} that stays, as a process: with its process id in a file, until it is ended. */
public final class MonitorProgram {
    private MonitorProgram() {}

    /**
     * Runs until the process ends or the file cannot be written any more.
     *
     * @param ready called when the first status was written
     */
    public static ExitStatus run(ToolContext context, StatusArguments arguments, PrintWriter out, PrintWriter err, Runnable ready) {
        LocalFiles files = context.files().orElseThrow();
        Optional<String> program = arguments.monitor().program();
        program.filter(name -> !Files.isExecutable(Path.of(name)) || Files.isDirectory(Path.of(name))).ifPresent(name -> {
            throw new UsageException("--external-agent: there is no program " + name + "; give it with its whole path");
        });
        try {
            if (arguments.monitor().pidFile().isPresent()) {
                var pidFile = new PidFile(arguments.monitor().pidFile().get(), files);
                Optional<ProcessHandle> other = pidFile.holder();
                if (other.isPresent()) {
                    err.println("crm_mon: process " + other.get().pid() + " is running already, says "
                            + arguments.monitor().pidFile().get());
                    return ExitStatus.FATAL;
                }
                pidFile.write();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(pidFile)));
            }
            new MonitorRun(context, arguments, out, MonitorProgram::pause,
                    program.map(name -> new NotifyProgram(name, arguments.monitor().recipient())))
                    .run(() -> !Thread.currentThread().isInterrupted(), ready);
            return ExitStatus.OK;
        } catch (IOException failed) {
            err.println("crm_mon: " + IoSentence.of(failed));
            return ExitStatus.CANNOT_CREATE;
        }
    }

    private static void remove(PidFile file) {
        try {
            file.remove();
        } catch (IOException leftBehind) {
            // The next one sees that no process has this number.
            return;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
