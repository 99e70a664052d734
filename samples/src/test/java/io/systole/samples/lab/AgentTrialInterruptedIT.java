package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody presses Ctrl-C while {@code crm ra test} waits for an agent. */
class AgentTrialInterruptedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Its service is a process; once it runs the monitor hangs. */
    private static final String AGENT = """
            #!/bin/sh
            case $1 in
            start) setsid sleep 600 >/dev/null 2>&1 & echo $! >"$OCF_RESKEY_book/service" ;;
            stop)
                [ ! -e "$OCF_RESKEY_book/cannot-stop" ] || exit 1
                kill "$(cat "$OCF_RESKEY_book/service")"
                echo stop >"$OCF_RESKEY_book/stopped" ;;
            monitor)
                [ -e "$OCF_RESKEY_book/service" ] || exit 7
                sleep 600 &
                echo "$$ $!" >"$OCF_RESKEY_book/monitor"
                wait ;;
            meta-data) cat <<END
            <resource-agent name="hanging"><version>1.1</version><shortdesc>s</shortdesc><longdesc>l</longdesc>
            <parameters><parameter name="book"><shortdesc>s</shortdesc><longdesc>l</longdesc><content type="string"/></parameter>
            </parameters>
            <actions><action name="start" timeout="20s"/><action name="stop" timeout="20s"/><action name="monitor" timeout="600s"/>
            <action name="meta-data" timeout="5s"/></actions></resource-agent>
            END
                ;;
            *) exit 3 ;;
            esac
            """;

    @TempDir
    private Path book;
    private Path build;

    @BeforeEach
    void install() throws IOException {
        build = InstallationTree.copy("trial");
        Path agent = build.resolve("lib/ocf/resource.d/systole/hanging");
        Files.writeString(agent, AGENT);
        Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void remove() {
        if (build != null) {
            Folder.delete(build);
        }
    }

    private List<Long> processes(String file) throws IOException {
        return List.of(Files.readString(book.resolve(file)).strip().split(" ")).stream().map(Long::valueOf).toList();
    }

    private boolean written(String file) {
        return book.resolve(file).toFile().length() > 0;
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).isPresent();
    }

    /** What is said until the trial has ended. */
    private String interrupt() throws Exception {
        Path output = book.resolve("output");
        // Whoever starts a build in the background has its interrupts ignored by all that it starts.
        Process trial = Command.of("env", "--default-signal=INT", build.resolve("bin/crm").toString(), "ra", "test", "ocf:systole:hanging",
                "book=" + book).start(output, false);
        Await.until("the monitor hangs", PATIENCE, () -> written("monitor") || !trial.isAlive());

        Command.of("kill", "-INT", Long.toString(trial.pid())).run().orFail();

        assertEquals(130, trial.waitFor());
        for (String kind : List.of("service", "monitor")) {
            for (long pid : processes(kind)) {
                // A dead process is there until its parent has taken note.
                Await.until("the " + kind + " has ended, process " + pid, PATIENCE, () -> !lives(pid));
            }
        }
        return Files.readString(output);
    }

    @Test
    void whatWasStartedIsStoppedTheAgentEndsAndThatIsSaid() throws Exception {
        String said = interrupt();

        assertTrue(Files.exists(book.resolve("stopped")), "the agent was asked to stop");
        assertTrue(said.endsWith("crm: the trial is ended; what was started is being stopped\n"), said);
    }

    @Test
    void aStopThatFailsIsSaidAndItsProcessesAreKilled() throws Exception {
        Files.createFile(book.resolve("cannot-stop"));

        String said = interrupt();

        assertTrue(said.endsWith("crm: the agent could not stop it (exit code 1); its processes were killed, "
                + "look for anything else that it has left\n"), said);
    }
}
