package io.systole.node.loop;

import io.systole.core.spi.LoadGauge;
import io.systole.core.throttle.NodeLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How busy this machine is, from {@code /proc} and {@code /sys}; how busy the loop is, from the CPU time of the thread that asks.
 * What the kernel does not tell counts as rest: a node is not spared for being odd.
 */
public final class MachineLoad implements LoadGauge {
    /** The kernel works the load average out anew this often. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** Over what time the loop's share is measured, so that one long transition does not count as a busy daemon. */
    private static final Duration WINDOW = Duration.ofSeconds(30);
    /** The unit of the kernel's CPU times for programs, whatever its own clock. */
    private static final Duration TICK = Duration.ofMillis(10);
    /** Of the fields after the program's name, those of user and system time. */
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private final Path root;
    private final Supplier<Duration> uptime;
    private final OptionalInt ownLimit;
    private final boolean shared;
    private Optional<Duration> readAt = Optional.empty();
    private NodeLoad last = NodeLoad.idle(1);
    private Duration windowBegan = Duration.ZERO;
    private long ticksThen;
    private int loop;

    /**
     * A gauge that is asked by the loop only.
     *
     * @param root where {@code proc} and {@code sys} are
     * @param uptime monotonic time
     * @param ownLimit what this node's settings say of {@code node_action_limit}
     * @param shared whether the load average says nothing about this node
     */
    public MachineLoad(Path root, Supplier<Duration> uptime, OptionalInt ownLimit, boolean shared) {
        this.shared = shared;
        this.root = root;
        this.uptime = uptime;
        this.ownLimit = ownLimit;
    }

    @Override
    public Optional<NodeLoad> read() {
        Duration now = uptime.get();
        if (readAt.isEmpty() || now.minus(readAt.get()).compareTo(FRESH) >= 0) {
            measureLoop(now);
            readAt = Optional.of(now);
            last = new NodeLoad(cores(), shared ? 0 : average(), loop, ownLimit);
        }
        return Optional.of(last);
    }

    private void measureLoop(Duration now) {
        Duration passed = now.minus(windowBegan);
        if (readAt.isEmpty() || passed.compareTo(WINDOW) >= 0) {
            long ticks = ticks();
            loop = readAt.isEmpty() ? 0 : (int) Math.max(0, (ticks - ticksThen) * 100 * TICK.toMillis() / passed.toMillis());
            ticksThen = ticks;
            windowBegan = now;
        }
    }

    private long ticks() {
        String stat = text("proc/thread-self/stat");
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
        try {
            return fields.size() <= SYSTEM ? 0 : Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM));
        } catch (NumberFormatException odd) {
            return 0;
        }
    }

    private int average() {
        try {
            return (int) Math.round(Double.parseDouble(text("proc/loadavg").split(" ")[0]) * 100);
        } catch (NumberFormatException odd) {
            return 0;
        }
    }

    /** Those of the machine, as its load is the machine's: a container may be allowed fewer. */
    private int cores() {
        try {
            return Math.max(1, Arrays.stream(text("sys/devices/system/cpu/online").strip().split(",")).mapToInt(MachineLoad::count).sum());
        } catch (NumberFormatException odd) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    /** Of {@code 4} or {@code 0-3}. */
    private static int count(String range) {
        String[] ends = range.split("-", 2);
        return Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }

    private String text(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException missing) {
            return "";
        }
    }
}
