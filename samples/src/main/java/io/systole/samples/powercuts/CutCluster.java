package io.systole.samples.powercuts;

import io.systole.samples.kernels.KernelLab;
import io.systole.samples.kernels.KernelNode;
import io.systole.samples.lab.Await;
import io.systole.samples.lab.DaemonApi;
import io.systole.samples.lab.DaemonStatus;
import io.systole.samples.lab.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Three daemons on nodes with a kernel of their own, and two dummies that they keep running. */
final class CutCluster implements AutoCloseable {
    static final List<String> NAMES = List.of("n1", "n2", "n3");

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** Each look costs the nodes a process or two, which is much there. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String CIB = "/var/lib/systole/cib/cib.xml";
    private static final List<String> DUMMIES = List.of("r1", "r2");
    private static final Pattern DAMAGE = Pattern.compile("put aside as \\S*(damaged|changed|unverified|unreadable|invalid)-");
    private static final String CONFIGURATION = """
            property stonith-enabled=false
            rsc_defaults resource-stickiness=100
            primitive r1 ocf:systole:Dummy op monitor interval=20s timeout=60s
            primitive r2 ocf:systole:Dummy op monitor interval=20s timeout=60s
            """;

    private final KernelLab lab;

    CutCluster(KernelLab.Supplies supplies, Consumer<String> progress) {
        this.lab = KernelLab.make("cuts", supplies, NAMES, progress);
    }

    List<KernelNode> nodes() {
        return lab.nodes();
    }

    /** Boots all, makes the cluster, and waits until it runs what it shall. */
    void form() {
        KernelLab.together(nodes(), KernelNode::powerOn);
        KernelNode first = nodes().getFirst();
        first.initCluster("cuts", nodes());
        nodes().stream().skip(1).forEach(node -> node.takeSettingsOf(first));
        KernelLab.together(nodes(), CutCluster::start);
        awaitRest(nodes(), () -> true);
        first.write("/etc/systole/cuts.crm", CONFIGURATION);
        first.run("crm", "configure", "load", "update", "/etc/systole/cuts.crm").orFail();
        awaitRest(nodes(), () -> notOnce().isEmpty());
    }

    /** The index of the node that is DC; -1 if that is not known. */
    int dc() {
        return NAMES.indexOf(new DaemonStatus(nodes().getFirst().status()).dc());
    }

    /**
     * Waits until all are members of one cluster at rest, and something else holds.
     *
     * @param first who will be so last; the others are not asked before these say so
     */
    void awaitRest(List<KernelNode> first, BooleanSupplier wish) {
        Stream<KernelNode> others = nodes().stream().filter(node -> !first.contains(node));
        new Rest(Stream.concat(first.stream(), others).toList(), PAUSE).await(PATIENCE, wish);
    }

    /** The resources that are not active on exactly one node, as their state files show. */
    List<String> notOnce() {
        Collection<String> seen = everywhere(node -> node.run("ls", "/run/resource-agents").output()).values();
        var wrong = new ArrayList<String>();
        for (String dummy : DUMMIES) {
            long times = seen.stream().filter(text -> text.contains("systole-Dummy-" + dummy)).count();
            if (times != 1) {
                wrong.add(dummy + " is active on " + times + " nodes");
            }
        }
        return wrong;
    }

    /**
     * What a node has on its disk.
     *
     * @param cib the configuration
     * @param interrupted whether a file is there that was to replace another one; a daemon that starts removes it
     */
    record Disk(String cib, boolean interrupted) {}

    static Disk disk(KernelNode node) {
        String text = node.run("sh", "-c", "cat \"$0\" && find /var/lib/systole -name '*.new'", CIB).orFail();
        return new Disk(text, text.stripTrailing().endsWith(".new"));
    }

    /** Starts the daemon and waits until it says that it is ready; nobody is asked, since that would cost what it needs. */
    static void start(KernelNode node) {
        int before = node.console().length();
        node.startDaemon();
        Await.until("the daemon of " + node.name() + " is ready", PATIENCE, Duration.ofMillis(250),
                () -> node.console().indexOf(": ready", before) >= 0, node::console);
    }

    /** The files that a daemon has found damaged, in all its lives so far. */
    static int damaged(KernelNode node) {
        return (int) DAMAGE.matcher(node.console()).results().count();
    }

    /** How many different configurations and states the nodes have. */
    long differentCibs() {
        return everywhere(node -> node.run(DaemonApi.get("cib")).output()).values().stream().distinct().count();
    }

    /** What all nodes say when they are asked at the same time, by their names. */
    <T> SortedMap<String, T> everywhere(Function<KernelNode, T> question) {
        var answers = new ConcurrentSkipListMap<String, T>();
        KernelLab.together(nodes(), node -> answers.put(node.name(), question.apply(node)));
        return answers;
    }

    /** The status of each node and the end of its log, for a failure. */
    String evidence() {
        return new Rest(nodes(), PAUSE).evidence();
    }

    @Override
    public void close() {
        lab.close();
    }
}
