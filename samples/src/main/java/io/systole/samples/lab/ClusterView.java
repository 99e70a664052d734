package io.systole.samples.lab;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cluster as one of its nodes shows it: reads {@code crm_mon -1}, as a person would. */
public final class ClusterView {
    private static final Pattern STARTED = Pattern.compile("\\* (\\S+)\\s+\\(\\S+\\):\\s+Started (\\S+)\\s*");
    private static final Pattern ONLINE = Pattern.compile("\\* Online: \\[ (.*) ]");

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Function<Command, Command.Result> run;

    /**
     * A view from one node.
     *
     * @param run runs a command on that node
     */
    public ClusterView(Function<Command, Command.Result> run) {
        this.run = run;
    }

    /** The output of {@code crm_mon -1}. */
    public String monitor() {
        return run.apply(Command.of("crm_mon", "-1")).output();
    }

    /** On which node each started resource runs. */
    public Map<String, String> started() {
        var places = new TreeMap<String, String>();
        monitor().lines().map(line -> STARTED.matcher(line.strip())).filter(Matcher::matches)
                .forEach(match -> places.put(match.group(1), match.group(2)));
        return places;
    }

    /** Whether exactly these nodes are online. */
    public boolean online(String... nodes) {
        String wanted = String.join(" ", nodes);
        return monitor().lines().map(line -> ONLINE.matcher(line.strip()))
                .anyMatch(match -> match.matches() && match.group(1).equals(wanted));
    }

    /** Whether this node is the coordinator and has nothing left to do. */
    public boolean idle() {
        return status().contains("\"state\":\"S_IDLE\"");
    }

    /** What the node knows of the cluster around it, JSON. */
    public String status() {
        return run.apply(DaemonApi.get("status")).output();
    }

    /** Waits until every one of these resources is started on the node it belongs to. */
    public void await(Map<String, String> places, Duration limit) {
        Await.until("these run: " + places, limit, PAUSE, () -> started().entrySet().containsAll(places.entrySet()), this::monitor);
    }

    /** Waits until exactly these nodes are online. */
    public void awaitOnline(Duration limit, String... nodes) {
        Await.until("online are: " + String.join(" ", nodes), limit, PAUSE, () -> online(nodes), this::monitor);
    }
}
