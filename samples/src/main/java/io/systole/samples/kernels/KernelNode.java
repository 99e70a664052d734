package io.systole.samples.kernels;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.Machine;
import io.systole.samples.lab.Namespaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine with a kernel of its own. A power cut kills the process of its kernel, and what that had not yet written to the disk is lost.
 * Safe for several threads; its commands run one after the other.
 */
public final class KernelNode implements Machine {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final long DEATH_SECONDS = 20;
    private static final String MEMORY = "512M";
    /** An emulated kernel may stand still for seconds when the machine is busy; and its load is what it costs to emulate it. */
    private static final String SLOW = "\ndeadtime = 8s\nload_average = shared\n";

    private final String name;
    private final String address;
    private final int number;
    private final Path folder;
    private final Path image;
    private final Namespaces namespaces;
    private final String tap;
    private volatile Power power;
    private int files;

    /** What there is while it has power: {@code ip netns exec} and the like, whose one child is the kernel, and its console. */
    private record Power(Process holder, Console console) {}

    /**
     * A machine without power.
     *
     * @param number tells the machines of a laboratory apart, 1 to 99
     * @param folder of the laboratory, which the machine sees as {@code /lab}
     */
    KernelNode(String name, String address, int number, Path folder, Path image, Namespaces namespaces) {
        this.name = name;
        this.address = address;
        this.number = number;
        this.folder = folder;
        this.image = image;
        this.namespaces = namespaces;
        this.tap = namespaces.tap(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> addresses() {
        return List.of(address);
    }

    @Override
    public boolean powered() {
        return power != null;
    }

    @Override
    public void initCluster(String cluster, Collection<? extends Machine> members) {
        Machine.super.initCluster(cluster, members);
        write(SETTINGS, read(SETTINGS) + SLOW);
    }

    @Override
    public synchronized void powerOn() {
        if (powered()) {
            throw new IllegalStateException(name + " has power already");
        }
        try {
            // What the kernel has there from its former life would make it think that its name is taken.
            Path own = Files.createTempDirectory(folder, "kernel-" + name + "-");
            var words = new ArrayList<>(List.of("setsid"));
            words.addAll(namespaces.enter(Namespaces.BRIDGES));
            words.addAll(List.of("unshare", "--pid", "--fork", "--kill-child=KILL", "linux.uml", "mem=" + MEMORY, "uml_dir=" + own,
                    "umid=" + name, "ubd0=" + disk() + "," + image, "root=/dev/ubda", "rw", "rootfstype=ext4",
                    "init=/sbin/lab-init", "share=" + folder, "node=" + name, "address=" + address,
                    String.format("vec0:transport=tap,ifname=%s,mac=02:77:00:00:00:%02d,depth=128", tap, number),
                    "con=null", "con0=null,fd:2", "con1=fd:0,fd:1", "quiet"));
            Process holder = new ProcessBuilder(words).redirectError(Redirect.appendTo(consoleFile().toFile())).start();
            var console = new Console(name, holder.getInputStream(), holder.getOutputStream());
            power = new Power(holder, console);
            console.awaitBoot(BOOT);
        } catch (IOException failed) {
            throw new LabException("cannot boot " + name, failed);
        }
    }

    /** When the machine's kernel has last written something to its disk. */
    public FileTime written() {
        try {
            return Files.getLastModifiedTime(disk());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot look at " + disk(), unreadable);
        }
    }

    private Path disk() {
        return folder.resolve(name + ".disk");
    }

    @Override
    public long powerOff() {
        Power lost = power;
        long moment = System.nanoTime();
        if (lost != null) {
            lost.holder.descendants().forEach(ProcessHandle::destroyForcibly);
            lost.holder.destroyForcibly();
            power = null;
            awaitEnd(lost.holder);
        }
        return moment;
    }

    private void awaitEnd(Process holder) {
        try {
            if (!holder.waitFor(DEATH_SECONDS, TimeUnit.SECONDS)) {
                throw new LabException("the kernel of " + name + " did not die");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Command.Result run(Command command) {
        Power now = power;
        if (now == null) {
            throw new LabException(name + " has no power, it cannot run " + String.join(" ", command.words()));
        }
        return now.console.run(command);
    }

    @Override
    public String read(String path) {
        return run("cat", path).orFail();
    }

    @Override
    public void write(String path, String text) {
        try {
            Path file = Files.writeString(folder.resolve(name + "-" + nextFile() + ".txt"), text);
            run("sh", "-c", "mkdir -p \"${2%/*}\" && cat \"/lab/$1\" >\"$2\"", "sh", file.getFileName().toString(), path).orFail();
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + path + " of " + name, failed);
        }
    }

    private synchronized int nextFile() {
        return ++files;
    }

    @Override
    public void startDaemon(String... options) {
        var words = new ArrayList<>(List.of("sh", "-c", "setsid systoled \"$@\" </dev/null >/dev/tty0 2>&1 &", "sh"));
        words.addAll(List.of(options));
        run(words.toArray(String[]::new)).orFail();
    }

    /** What kernel and daemon have printed since the laboratory was made. */
    @Override
    public String console() {
        try {
            return Files.exists(consoleFile()) ? Files.readString(consoleFile()).replace("\r", "") : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + consoleFile(), unreadable);
        }
    }

    private Path consoleFile() {
        return folder.resolve(name + ".console");
    }
}
