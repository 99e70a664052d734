package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of a {@link LoopbackLab}: a daemon with its own directories. */
public final class LoopbackNode {
    private final String name;
    private final Path folder;
    private final Path installation;
    /** Daemons of this lab, so that one that has not written its lock file yet is found too. */
    private final List<ProcessHandle> started = new ArrayList<>();

    LoopbackNode(String name, Path folder, Path installation) {
        this.name = name;
        this.folder = folder;
        this.installation = installation;
    }

    /** The node's name. */
    public String name() {
        return name;
    }

    /** The node's configuration directory. */
    public Path etc() {
        return folder.resolve("etc");
    }

    /** The directory of what survives a restart. */
    public Path state() {
        return folder.resolve("state");
    }

    /** What the daemon has printed. */
    public String console() {
        try {
            return Files.exists(consoleFile()) ? Files.readString(consoleFile()) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + consoleFile(), unreadable);
        }
    }

    /** The same command with this node's directories in its environment and our programs in its path. */
    public Command command(Command command) {
        return new Command(resolved(command.words()), command.environment(), command.timeout()).with("SYSTOLE_ETC", etc().toString())
                .with("SYSTOLE_STATE", state().toString()).with("SYSTOLE_RUN", run().toString())
                .with("SYSTOLE_LOG", folder.resolve("log").toString())
                .with("SYSTOLE_SOCKET", run().resolve("api.sock").toString()).with("PATH", path());
    }

    /** Runs a command for this node. */
    public Command.Result run(String... words) {
        return command(Command.of(words)).run();
    }

    /** A document that the daemon tells, such as {@code status}; empty if nobody answers. */
    public String tells(String document) {
        return command(DaemonApi.get(document)).run().output();
    }

    /** Starts the daemon in the background; does not wait until it is ready. The process can be asked for its end. */
    public Process start(String... options) {
        var words = new ArrayList<>(List.of("setsid", installation.resolve("bin/systoled").toString()));
        words.addAll(List.of(options));
        try {
            Process process = command(Command.of(words.toArray(String[]::new))).start(consoleFile(), true);
            started.add(process.toHandle());
            return process;
        } catch (IOException failed) {
            throw new LabException("cannot start systoled for " + name, failed);
        }
    }

    /** Kills the daemon and forgets what does not survive a boot, as a power cut does. */
    public void kill() {
        daemon().ifPresent(started::add);
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Await.until("the daemon of " + name + " is dead", Duration.ofSeconds(10), () -> !process.isAlive());
        });
        started.clear();
        Folder.delete(run());
    }

    /** Kills the daemon alone; its resources and what it keeps in its run directory stay. */
    public void killDaemon() {
        daemon().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The daemon's process, if it runs. */
    public Optional<ProcessHandle> daemon() {
        Path file = run().resolve("systoled.pid");
        try {
            String pid = Files.exists(file) ? Files.readString(file).strip() : "";
            return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid)).filter(LoopbackNode::isDaemon);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** A process id may have been given to another program since. */
    private static boolean isDaemon(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")).contains("io.systole.node.NodeDaemon");
        } catch (IOException gone) {
            return false;
        }
    }

    /** What somebody types before a command to run it for this node. */
    public String enterByHand() {
        return "env SYSTOLE_ETC=" + etc() + " SYSTOLE_STATE=" + state() + " SYSTOLE_RUN=" + run() + " SYSTOLE_LOG=" + folder.resolve("log")
                + " SYSTOLE_SOCKET=" + run().resolve("api.sock")
                + " PATH=" + path();
    }

    private Path run() {
        return folder.resolve("run");
    }

    private Path consoleFile() {
        return folder.resolve("console.log");
    }

    private String path() {
        return installation.resolve("bin") + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    }

    /** The JVM looks for programs in its own path, not in the one it hands on. */
    private List<String> resolved(List<String> words) {
        Path ours = installation.resolve("bin").resolve(words.getFirst());
        var copy = new ArrayList<>(words);
        copy.set(0, Files.isExecutable(ours) ? ours.toString() : words.getFirst());
        return copy;
    }
}
