package io.systole.samples.agents;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One recipe, step by step; a {@link LabException} tells which step went wrong. */
final class Trial {
    private static final String NOT_RUNNING = "7";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final TrialCluster cluster;
    private final Recipe recipe;
    private final Statements statements;
    private final Consumer<String> progress;
    private final List<String> steps = new ArrayList<>();

    /**
     * A trial in a cluster at rest that has no other resource.
     *
     * @param progress is told each step when it begins
     */
    Trial(TrialCluster cluster, Recipe recipe, Consumer<String> progress) {
        this.cluster = cluster;
        this.recipe = recipe;
        this.statements = new Statements(recipe);
        this.progress = progress;
    }

    /** The steps that were begun, the last of which may have gone wrong. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    /** Tries an agent that works here. */
    void work() {
        boolean promotable = recipe.promoted().isPresent();
        prepare();
        step("probe", () -> cluster.configure(statements.create()), this::isCleanEverywhere);
        step("start", () -> command("start"), () -> promotable ? promotedOn().size() == 1 && activeOn().size() == 2
                : activeOn().equals(List.of("n1")) && has("start", "0"));
        step("monitor", () -> { }, () -> has("monitor", promotable ? "8" : "0") && !cluster.status().hasFailed(recipe.id()));
        if (promotable) {
            step("scores", () -> { }, () -> !cluster.status().attribute("master-" + recipe.id()).isEmpty());
        }
        recipe.harm().ifPresent(harm -> {
            step("failure recovery", () -> cluster.shell(holder(), harm), () -> cluster.status().hasFailed(recipe.id()) && whole());
            cluster.tool("crm_resource", "--cleanup", "--resource", recipe.id());
            cluster.awaitRest(this::whole);
        });
        failOver();
        if (promotable) {
            step("demote", () -> command("demote"), () -> promotedOn().isEmpty() && activeOn().size() == 2 && has("demote", "0"));
            step("promote", () -> command("promote"), this::whole);
        }
        step("stop", () -> command("stop"), () -> activeOn().isEmpty() && has("stop", "0"));
        remove();
    }

    /**
     * Tries an agent that cannot work here: it must not be started anywhere, and the status must say why.
     *
     * @return what it says
     */
    String refuse() {
        Pattern words = Pattern.compile(recipe.refusal().orElseThrow());
        prepare();
        step("refusal", () -> {
            cluster.configure(statements.create());
            command("start");
        }, () -> activeOn().isEmpty() && !said(words).isEmpty());
        String said = said(words);
        command("stop");
        cluster.awaitRest();
        remove();
        return said;
    }

    /** The first line of the status that has this; empty if none. */
    private String said(Pattern words) {
        return cluster.tool("crm_mon", "-1").lines().filter(words.asPredicate()).findFirst().orElse("").replaceFirst("^\\s*\\*\\s*", "")
                .replaceFirst(", last-rc-change=.*", "");
    }

    /** The node that has it loses power, the other one takes over, and keeps it when the first one is back. */
    private void failOver() {
        Machine lost = holder();
        begin("failover");
        long cut = lost.powerOff();
        String heir = cluster.nodes().stream().filter(Machine::powered).findFirst().orElseThrow().name();
        Await.until(heir + " has taken over", cluster.patience(), PAUSE, () -> (recipe.promoted().isPresent() ? promotedOn() : activeOn())
                .equals(List.of(heir)), () -> "");
        steps.add(String.format(Locale.ROOT, "%s in %.0f s", steps.removeLast(), (System.nanoTime() - cut) / 1e9));
        step("return", () -> {
            lost.powerOn();
            prepare(lost);
            lost.startDaemon();
        }, () -> whole() && holder().name().equals(heir));
    }

    private void remove() {
        var words = new ArrayList<>(List.of("crm", "configure", "delete"));
        words.addAll(statements.names());
        cluster.tool(words.toArray(String[]::new));
        cluster.awaitRest();
    }

    private void prepare() {
        cluster.beside().forEach(machine -> recipe.beside().forEach(command -> cluster.shell(machine, command).orFail()));
        cluster.nodes().forEach(this::prepare);
    }

    private void prepare(Machine node) {
        if (recipe.ownKernel()) {
            cluster.shell(node, "modprobe -a " + String.join(" ", recipe.kernel())).orFail();
        }
        recipe.prepares().forEach(command -> cluster.shell(node, command).orFail());
    }

    private void command(String word) {
        cluster.tool("crm", "resource", word, statements.whole());
    }

    /** Whether it is where it should be, and the cluster does not see it as failed, as after a stop that has failed. */
    private boolean whole() {
        return !cluster.tool("crm_mon", "-1").contains("FAILED") && (recipe.promoted().isPresent()
                ? activeOn().size() == 2 && promotedOn().size() == 1 : activeOn().size() == 1);
    }

    private Machine holder() {
        List<String> names = recipe.promoted().isPresent() ? promotedOn() : activeOn();
        return cluster.nodes().stream().filter(node -> names.contains(node.name())).findFirst()
                .orElseThrow(() -> new LabException("it is active nowhere"));
    }

    private List<String> activeOn() {
        return where(recipe.active());
    }

    private List<String> promotedOn() {
        return where(recipe.promoted().orElseThrow());
    }

    private List<String> where(String command) {
        return cluster.nodes().stream().filter(node -> cluster.holds(node, command)).map(Machine::name).toList();
    }

    private boolean isCleanEverywhere() {
        return cluster.status().results(recipe.id()).stream().filter(result -> result.task().equals("monitor")
                && result.interval().equals("0") && result.code().equals(NOT_RUNNING)).count() == 2 && activeOn().isEmpty();
    }

    /** Whether an operation, repeated if it is a monitor, has ended so somewhere. */
    private boolean has(String task, String code) {
        return cluster.status().results(recipe.id()).stream().anyMatch(result -> result.task().equals(task) && result.code().equals(code)
                && result.interval().equals("0") != task.equals("monitor"));
    }

    /** Does something and waits until the cluster is at rest and what should have come of it is there. */
    private void step(String name, Runnable what, BooleanSupplier wish) {
        begin(name);
        what.run();
        cluster.awaitRest(wish);
    }

    private void begin(String name) {
        progress.accept(name);
        steps.add(name);
    }
}
