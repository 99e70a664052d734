package io.systole.lrm;

import io.systole.core.cib.AgentId;
import io.systole.core.operation.OperationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What many monitored resources cost beyond their agents, and what launching an agent costs beyond the agent: {@code ./systole bench lrm}.
 * An agent that does next to nothing is run by the local resource manager, and as often by a shell, with nothing in between.
 */
final class MonitorCost {
    private static final int LAUNCHES = 300;
    private static final int WARM_UP = 100;
    /** USER_HZ. */
    private static final double TICKS_IN_SECOND = 100;
    private static final String AGENT = """
        #!/bin/sh
        printf . >>"$OCF_RESKEY_dir/runs"
        """;

    private final Path directory;
    private final AgentYard yard;
    private final Path agent;
    private final Ear ear = new Ear();

    private MonitorCost(Path directory) throws IOException {
        this.directory = directory;
        this.yard = new AgentYard(directory);
        this.agent = yard.installOcf("nothing", AGENT, "rwxr-xr-x");
    }

    /** CPU time until now in seconds: of this process, and of all that it has started and seen ending. */
    private record Used(double own, double children) {
        static Used now() throws IOException {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Used((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_IN_SECOND,
                    (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_IN_SECOND);
        }

        Used since(Used before) {
            return new Used(own - before.own, children - before.children);
        }
    }

    /** What one run of the bare agent costs, in seconds. */
    private record Bare(double wall, double cpu) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            int resources = arguments.length > 0 ? positive(arguments[0]) : 500;
            int interval = arguments.length > 1 ? positive(arguments[1]) : 10;
            int seconds = arguments.length > 2 ? positive(arguments[2]) : 60;
            measure(resources, interval, seconds);
        } catch (NumberFormatException wrong) {
            System.err.println("bench lrm takes numbers from 1: RESOURCES, SECONDS of the interval, SECONDS of the measurement");
            System.exit(64);
        }
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    private static void measure(int resources, int interval, int seconds) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("systole-bench-lrm");
        try {
            var cost = new MonitorCost(directory);
            say("load of this machine before: %s", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
            Bare bare = cost.bare();
            try (var executor = new LocalExecutor(cost.yard.settings(), cost.yard.catalog(), Clock.systemUTC())) {
                executor.start(cost.ear);
                cost.launches(executor, bare);
                cost.monitors(executor, bare, resources, interval, seconds);
            }
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private Bare bare() throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt " + LAUNCHES + " ]; do \"$0\" monitor; i=$((i+1)); done",
                agent.toString());
        shell.environment().put("OCF_RESKEY_dir", yard.marks().toString());
        Used before = Used.now();
        long begin = System.nanoTime();
        int exit = shell.start().waitFor();
        double wall = (System.nanoTime() - begin) / 1e9;
        if (exit != 0) {
            throw new IllegalStateException("the bare agent ended with exit code " + exit);
        }
        var bare = new Bare(wall / LAUNCHES, Used.now().since(before).children() / LAUNCHES);
        say("bare agent, run by sh: %.2f ms, of which CPU %.2f ms", bare.wall() * 1000, bare.cpu() * 1000);
        return bare;
    }

    private void launches(LocalExecutor executor, Bare bare) {
        var times = new ArrayList<Duration>();
        for (int i = 1; i <= WARM_UP + LAUNCHES; i++) {
            executor.execute(yard.request(new AgentId("ocf", "test", "nothing"), "one", "monitor", Duration.ZERO));
            OperationResult result = ear.await("one_monitor_0", i);
            if (i > WARM_UP) {
                times.add(result.execTime());
            }
        }
        times.sort(Comparator.naturalOrder());
        double median = times.get(times.size() / 2).toNanos() / 1e6;
        say("agent, run by the local resource manager: median %.2f ms, least %.2f, greatest %.2f; median beyond the bare agent %.2f ms",
                median, times.getFirst().toNanos() / 1e6, times.getLast().toNanos() / 1e6, median - bare.wall() * 1000);
    }

    private void monitors(LocalExecutor executor, Bare bare, int resources, int interval, int seconds) throws IOException,
            InterruptedException {
        for (int i = 0; i < resources; i++) {
            executor.execute(yard.request(new AgentId("ocf", "test", "nothing"), "r" + i, "monitor", Duration.ofSeconds(interval)));
            // As in a cluster that has run for a while, they do not come all at once.
            Thread.sleep(interval * 1000L / resources);
        }
        Thread.sleep(interval * 1000L);
        long runsBefore = runs();
        Used before = Used.now();
        long begin = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        double passed = (System.nanoTime() - begin) / 1e9;
        Used used = Used.now().since(before);
        long runs = runs() - runsBefore;
        double beyond = used.own() + used.children() - runs * bare.cpu();
        say("%d monitors every %d s, for %.0f s: %d runs; CPU of the daemon's side %.2f %% of a core, of agents with their launch %.2f %%,"
                + " of as many bare agents %.2f %%", resources, interval, passed, runs, used.own() * 100 / passed,
                used.children() * 100 / passed, runs * bare.cpu() * 100 / passed);
        say("beyond the agents: %.2f %% of a core", beyond * 100 / passed);
        List<OperationResult> failed = ear.results().stream().filter(result -> result.exitCode() != 0).toList();
        if (!failed.isEmpty()) {
            say("%d results were failures, the first: %s", failed.size(), failed.getFirst());
        }
    }

    private long runs() throws IOException {
        return Files.size(directory.resolve("marks/runs"));
    }

    private static void say(String form, Object... values) {
        System.out.println(String.format(Locale.ROOT, form, values));
    }
}
