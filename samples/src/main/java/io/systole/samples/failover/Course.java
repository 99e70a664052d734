package io.systole.samples.failover;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.Command;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** One subject in a lab of its own: what is done to it, and what the client saw. */
final class Course implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** To ask a program how it is costs it, and all on this machine, much more than to look from outside. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final Duration STILL = Duration.ofSeconds(1);
    private static final int IDLE_SECONDS = 60;
    private static final int WARM_UP = 100;
    private static final int CALLS = 50;

    private final Subject subject;
    private final Lab lab;
    private final List<LabNode> nodes;
    private final Figures figures;
    private final RandomGenerator random;
    private Process asker;
    private Answers answers;

    Course(Subject subject, String labName, Path installation, Figures figures, RandomGenerator random) {
        this.subject = subject;
        this.lab = Lab.make(labName, installation, List.of("n1", "n2"));
        this.nodes = List.copyOf(lab.nodes().values());
        this.figures = figures;
        this.random = random;
    }

    String name() {
        return subject.name();
    }

    /** Makes the cluster; measures how long both nodes take until they have joined. */
    void form() {
        nodes.forEach(this::boot);
        nodes.forEach(node -> subject.configure(node, nodes));
        long begin = System.nanoTime();
        nodes.forEach(subject::start);
        awaitSettled(nodes.getFirst());
        figures.add("cold start of both nodes until both are members [s]", name(), Duration.ofNanos(System.nanoTime() - begin));
        asker = lab.startOnClient(List.of(java(Asker.class, Subject.ADDRESS)));
        answers = new Answers(asker.getInputStream());
        subject.load(nodes);
    }

    private void boot(LabNode node) {
        node.powerOn();
        node.run("sysctl", "-q", "-w", "net.ipv4.ip_nonlocal_bind=1").orFail();
        node.startProgram(Command.of(java(Echo.class, Subject.ADDRESS, node.name())));
    }

    /** A small Java program of this package. */
    private static String[] java(Class<?> program, String... words) {
        String classes = Path.of(URI.create(program.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
        return Stream.concat(Stream.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx16m", "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", classes, program.getName()), Stream.of(words)).toArray(String[]::new);
    }

    /** The holder dies and comes back. */
    void death() {
        LabNode holder = awaitStill();
        String was = holder.name();
        long moment = holder.powerOff();
        Answers.Recovery taken = answers.await("another node than " + was + " answers", moment, by -> !by.equals(was), PATIENCE);
        figures.add("death of the holder until the other node answers [s]", name(), taken.afterEvent());
        boot(holder);
        long begin = System.nanoTime();
        subject.start(holder);
        LabNode survivor = other(holder);
        Await.until(was + " has joined again", PATIENCE, BETWEEN_QUESTIONS,
                () -> subject.settled(survivor, nodes) && subject.settled(holder, nodes), survivor::console);
        figures.add("rejoin: start of its program until it is a member [s]", name(), Duration.ofNanos(System.nanoTime() - begin));
    }

    /** The holder dies, and with it half of the dummies; it comes back, and they return. */
    void deathWithCrowd() {
        CrmSubject crm = (CrmSubject) subject;
        LabNode holder = awaitStill();
        LabNode survivor = other(holder);
        int half = crm.load().crowd() / 2;
        Await.until("half of the dummies run on each node", PATIENCE, PAUSE,
                () -> crm.dummies(holder) >= half && crm.dummies(survivor) >= half, holder::console);
        awaitSettled(survivor);
        long moment = holder.powerOff();
        Answers.Recovery taken = answers.await("another node answers", moment, survivor.name()::equals, PATIENCE);
        Await.until("all resources run on " + survivor.name(), PATIENCE, OFTEN, () -> crm.dummies(survivor) == crm.dummies(),
                survivor::console);
        figures.add("death of the holder until all its resources run on the other node [s]", name(),
                Duration.ofNanos(System.nanoTime() - moment));
        figures.add("death of the holder until the other node answers [s]", name(), taken.afterEvent());
        boot(holder);
        subject.start(holder);
        awaitSettled(survivor);
    }

    /** The holder is asked to hand over. */
    void move() {
        LabNode holder = awaitStill();
        LabNode other = other(holder);
        long moment = System.nanoTime();
        subject.moveAway(holder, other);
        Answers.Recovery taken = answers.await(other.name() + " answers", moment, other.name()::equals, PATIENCE);
        figures.add("planned move: nobody answers [s]", name(), taken.silence());
        figures.add("planned move: command until the other node answers [s]", name(), taken.afterEvent());
        awaitStill();
        subject.afterMove(holder, nodes);
    }

    /** Somebody takes the address away from its holder by hand; every program that looks after it puts it back. */
    void addressDeleted() {
        addressDeleted(Duration.ZERO);
    }

    /** The same after some time up to this, so that it happens at any moment between two monitors. */
    void addressDeleted(Duration phase) {
        if (!subject.monitorsAddress()) {
            return;
        }
        LabNode holder = awaitStill();
        Await.pass(Duration.ofNanos((long) (random.nextDouble() * phase.toNanos())));
        long moment = System.nanoTime();
        holder.run("ip", "addr", "del", Subject.ADDRESS + "/24", "dev", "eth0").orFail();
        long gone = System.nanoTime();
        Answers.Recovery back = answers.await("the address answers again", gone, by -> true, PATIENCE);
        figures.add("address deleted by hand until it answers again [s]", name(),
                back.afterEvent().plusNanos(gone - moment));
        awaitStill();
        subject.forgetFailure(holder);
    }

    /** Times the tools that agents call, on the node that is not the first: usually not that of the coordinator. */
    void toolCalls() {
        if (!(subject instanceof CrmSubject crm)) {
            return;
        }
        var calls = new ToolCalls(crm, nodes.getLast());
        String node = nodes.getLast().name();
        String[] update = {"crm_attribute", "-N", node, "-l", "reboot", "-n", "bench", "-v", "value++"};
        String[] query = {"crm_attribute", "-N", node, "-l", "reboot", "-n", "bench", "-G", "-q"};
        // The first calls after a start are slower: code is not compiled, nothing is in the caches.
        calls.milliseconds(WARM_UP, 1, update);
        calls.milliseconds(WARM_UP, 1, query);
        for (String[] call : new String[][] {update, query, {"attrd_updater", "-n", "bench", "-U", "1"}, {"crm_node", "-n"},
            {"crm_mon", "-1"}}) {
            String words = String.join(" ", call).replace(" " + node + " ", " NODE ");
            calls.milliseconds(CALLS, 1, call).forEach(time -> figures.add(words + " [ms]", name(), time));
        }
        calls.milliseconds(CALLS / 10, 10, query).forEach(time -> figures.add("ten queries one after the other [ms]", name(), time));
        calls.milliseconds(CALLS / 10, 10, update).forEach(time -> figures.add("ten updates one after the other [ms]", name(), time));
        calls.milliseconds(CALLS, 1, "sh", "-c", ":").forEach(time -> figures.add("a shell that does nothing [ms]", name(), time));
    }

    /** From now on every agent monitors every 10 s. */
    void calm() {
        subject.calm(nodes.getFirst());
        awaitStill();
    }

    /** What its programs need now on each node; for {@link #endIdle}. */
    List<Footprint> footprints() {
        return nodes.stream().map(node -> Footprint.of(node, subject.processes())).toList();
    }

    /** Writes down what the nodes of this cluster need while nothing happens; of memory the greater of the two. */
    void endIdle(List<Footprint> before, double seconds) {
        List<Footprint> now = footprints();
        figures.add("memory of an idle node, resident [MiB]", name(), now.stream().mapToDouble(Footprint::residentMiB).max().orElse(0));
        figures.add("memory of an idle node, proportional share [MiB]", name(),
                now.stream().mapToDouble(Footprint::proportionalMiB).max().orElse(0));
        String holder = answers.holder().orElse("");
        for (int i = 0; i < nodes.size(); i++) {
            String which = nodes.get(i).name().equals(holder) ? "the node that has the address" : "the other node";
            figures.add("CPU of " + which + ", idle, agents included, each monitors every 10 s [%]", name(),
                    100 * (now.get(i).cpuSeconds() - before.get(i).cpuSeconds()) / seconds);
        }
    }

    static int idleSeconds() {
        return IDLE_SECONDS;
    }

    /** Waits until one node holds the address and nothing is left to be done, then a moment that differs each time. */
    LabNode awaitStill() {
        awaitSettled(nodes.getFirst());
        Await.until("the same node answers for a second", PATIENCE, PAUSE, new Still(), () -> "the address is held by " + answers.holder());
        Await.pass(Duration.ofNanos(random.nextLong(STILL.toNanos())));
        return answers.holder().map(lab::node).orElseThrow();
    }

    private void awaitSettled(LabNode witness) {
        Await.until("all are members and idle: " + name(), PATIENCE, BETWEEN_QUESTIONS, () -> subject.settled(witness, nodes),
                witness::console);
    }

    private LabNode other(LabNode node) {
        return node == nodes.getFirst() ? nodes.getLast() : nodes.getFirst();
    }

    @Override
    public void close() {
        if (asker != null) {
            asker.destroyForcibly();
        }
        lab.close();
    }

    /** True once one node alone has answered for a second. */
    private final class Still implements BooleanSupplier {
        private String holder = "";
        private long since;

        @Override
        public boolean getAsBoolean() {
            String now = answers.holder().orElse("");
            if (now.isEmpty() || !now.equals(holder)) {
                holder = now;
                since = System.nanoTime();
                return false;
            }
            return System.nanoTime() - since > STILL.toNanos();
        }
    }
}
