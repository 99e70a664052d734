package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One machine of the lab: a network, mount, process and host name namespace with its own {@code /run}, {@code /etc},
 * {@code /var} and {@code /srv}. Its disk outlives a power cut; processes, mounts and addresses do not.
 */
public final class LabNode implements Machine {
    private final String name;
    private final List<String> addresses;
    private final Path disk;
    private final Namespaces namespaces;
    private final Path initScript;
    private final Path installation;
    /** The holder of the namespaces; its one child is the node's pid 1. Null while the power is off. */
    private Process holder;
    private long init;
    /** Null while the daemon has the host's. */
    private LabClock clock;

    LabNode(String name, List<String> addresses, Path disk, Namespaces namespaces, Path initScript, Path installation) {
        this.name = name;
        this.addresses = List.copyOf(addresses);
        this.disk = disk;
        this.namespaces = namespaces;
        this.initScript = initScript;
        this.installation = installation;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> addresses() {
        return addresses;
    }

    /** Its address in the first network. */
    public String address() {
        return addresses.getFirst();
    }

    /**
     * A file of the node as seen from the host: through the node's own mounts while it has power, on its disk while not
     * (then only below {@code /etc} and {@code /var}, where the disk has what differs from the host).
     */
    public Path file(String path) {
        return powered() ? Path.of("/proc", Long.toString(init), "root" + path) : disk.resolve(path.substring(1));
    }

    @Override
    public String read(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + path + " of " + name, failed);
        }
    }

    @Override
    public void write(String path, String text) {
        Path file = file(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + path + " of " + name, failed);
        }
    }

    /** What the kernel tells of the node, such as {@code net/fib_trie}: a file below {@code /proc} of its first process. */
    public Path kernelFile(String name) {
        return Path.of("/proc", Long.toString(init), name);
    }

    @Override
    public String console() {
        try {
            return Files.exists(consoleFile()) ? Files.readString(consoleFile()) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + consoleFile(), unreadable);
        }
    }

    @Override
    public boolean powered() {
        return holder != null;
    }

    @Override
    public synchronized void powerOn() {
        if (powered()) {
            throw new IllegalStateException(name + " has power already");
        }
        namespaces.attach(name, addresses);
        try {
            var words = new ArrayList<>(List.of("setsid"));
            words.addAll(namespaces.enter(name));
            words.addAll(List.of("unshare", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child",
                    "sh", initScript.toString(), disk.toString(), name));
            holder = Command.of(words.toArray(String[]::new)).start(consoleFile(), true);
            Await.until(name + " has booted", Duration.ofSeconds(20), Duration.ofMillis(20), this::booted, this::console);
        } catch (IOException failed) {
            throw new LabException("cannot boot " + name, failed);
        }
    }

    /** Boots the node unless it has power; true if it had none. */
    public synchronized boolean ensurePower() {
        boolean off = !powered();
        if (off) {
            powerOn();
        }
        return off;
    }

    private boolean booted() {
        if (!holder.isAlive()) {
            throw new LabException("the first process of " + name + " ended with " + holder.exitValue() + ": " + console());
        }
        Optional<ProcessHandle> child = holder.children().findFirst();
        child.ifPresent(process -> init = process.pid());
        return child.isPresent() && Files.exists(Path.of("/proc", Long.toString(init), "root/run/lab-node-is-up"));
    }

    /** Cuts the power: the cable is dead, then every process of the node is killed at once. */
    @Override
    public synchronized long powerOff() {
        long moment = System.nanoTime();
        if (powered()) {
            for (int network = 0; network < addresses.size(); network++) {
                namespaces.link(name, network, false);
            }
            ProcessHandle.of(init).ifPresent(ProcessHandle::destroyForcibly);
            try {
                if (!holder.waitFor(20, TimeUnit.SECONDS)) {
                    throw new LabException("the processes of " + name + " did not die");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            holder = null;
        }
        return moment;
    }

    /** Pulls the node's cable to the first network or puts it back. */
    public void link(boolean up) {
        link(0, up);
    }

    /** The same for one of its networks, counted from 0. */
    public void link(int network, boolean up) {
        namespaces.link(name, network, up);
    }

    /** The same command as the node runs it, with our programs in its path unless it has a path of its own. */
    public Command command(Command command) {
        if (!powered()) {
            throw new LabException(name + " has no power, it cannot run " + String.join(" ", command.words()));
        }
        Command inside = command.behind(enter());
        return command.environment().containsKey("PATH") ? inside : inside.with("PATH", path());
    }

    @Override
    public Command.Result run(Command command) {
        return command(command).run();
    }

    /** Chooses the preset for failure detection; before the daemon starts, and before other nodes take over the settings. */
    public void setDetection(String preset) {
        write(SETTINGS, read(SETTINGS).replaceAll("(?m)^detection.*\\R", "") + "detection = " + preset + "\n");
    }

    @Override
    public void startDaemon(String... options) {
        sayThatTheMachineIsShared();
        var words = new ArrayList<>(List.of(installation.resolve("bin/systoled").toString()));
        words.addAll(List.of(options));
        Command daemon = Command.of(words.toArray(String[]::new));
        startProgram(clock == null ? daemon : clock.on(daemon));
    }

    /** All nodes of a lab are on one machine, with what drives them: its load would hold all of them back. */
    private void sayThatTheMachineIsShared() {
        if (Files.exists(file(SETTINGS)) && !read(SETTINGS).contains("load_average")) {
            write(SETTINGS, read(SETTINGS) + "\nload_average = shared\n");
        }
    }

    /** From the next start on the daemon takes the time of day from a clock of its own. */
    public void giveClock() {
        clock = new LabClock(this);
    }

    /** Sets the clock that the daemon was given: so much ahead of the host's, or behind it. */
    public void setClock(Duration ahead) {
        clock.set(ahead);
    }

    /**
     * Starts a program of the node in the background, in a session of its own and as a child of the node's first process; what it prints
     * goes to the node's console.
     */
    public void startProgram(Command command) {
        try {
            // Were nsenter its parent, it would stand still with it, and not notice its end any more.
            command(command.behind(List.of("setsid", "--fork"))).start(consoleFile(), true);
        } catch (IOException failed) {
            throw new LabException("cannot start " + String.join(" ", command.words()) + " on " + name, failed);
        }
    }

    /** The processes that run in the node, by their numbers on the host. */
    public List<Long> processes() {
        Path ours = pidNamespace(init);
        return ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(pid -> ours.equals(pidNamespace(pid))).toList();
    }

    /** The process namespace of a process; of one that has just ended, none that equals another. */
    private static Path pidNamespace(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns/pid"));
        } catch (IOException gone) {
            return Path.of("gone", Long.toString(pid));
        }
    }

    /** Kills the daemon alone; the resources of the node run on. */
    public void killDaemon() {
        String pid = run("cat", "/run/systole/systoled.pid").orFail().strip();
        run("kill", "-KILL", pid).orFail();
    }

    /** Whether its daemon runs; a daemon that stands still does. */
    public boolean daemonRuns() {
        return powered() && run("sh", "-c", "kill -0 $(cat /run/systole/systoled.pid)").ok();
    }

    /** Sends a signal such as {@code STOP} to the daemon, if it runs. */
    public void signalDaemon(String signal) {
        run("sh", "-c", "kill -" + signal + " $(cat /run/systole/systoled.pid)");
    }

    /** What somebody types in another terminal to get a shell in the node. */
    public String enterByHand() {
        return String.join(" ", enter()) + " env PATH=" + path() + " ";
    }

    private List<String> enter() {
        return List.of("nsenter", "-t", Long.toString(init), "-m", "-u", "-i", "-n", "-p", "--");
    }

    private String path() {
        return installation.resolve("bin") + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    }

    private Path consoleFile() {
        return disk.resolve("console.log");
    }
}
