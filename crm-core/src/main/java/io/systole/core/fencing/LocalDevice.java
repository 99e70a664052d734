package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One device that is registered on this node: what its agent can do, whom it reaches, whether it has worked lately. */
final class LocalDevice {
    private static final Duration DESCRIPTION_TIMEOUT = Duration.ofSeconds(20);
    /** How long people wait for an answer to a question. */
    static final Duration QUESTION = Duration.ofSeconds(60);

    private static final Duration LIST_LIVES = Duration.ofSeconds(60);

    private final FencingDesk desk;
    private final DeviceLane lane;
    private final FenceDevice device;
    private final List<Runnable> forDescription = new ArrayList<>();
    private final List<Runnable> forList = new ArrayList<>();
    private AgentDescription description;
    private boolean describing;
    private String trouble = "";
    private SortedSet<String> targets;
    private Duration listedAt;
    private boolean verified;

    LocalDevice(FencingDesk desk, FenceDevice device) {
        this.desk = desk;
        this.device = device;
        this.lane = new DeviceLane(desk);
    }

    /** Whether the device can fence a node, and why not; {@code doubtful} if it could not be asked, so that this may change. */
    record Verdict(boolean can, String reason, boolean doubtful) {
        static final Verdict YES = new Verdict(true, "", false);
    }

    FenceDevice device() {
        return device;
    }

    boolean verified() {
        return verified;
    }

    DeviceLane lane() {
        return lane;
    }

    /** What its agent can do; empty if that is not known. */
    Optional<AgentDescription> description() {
        return Optional.ofNullable(description);
    }

    /** Why it cannot be used at all; empty if it can. */
    String trouble() {
        return trouble;
    }

    /** Its monitor, or another question, was answered or not. */
    void checked(boolean worked) {
        verified = worked;
    }

    /** Asks the agent what it can do, unless that is known. A failure is asked for again with the next need. */
    void describe(Runnable then) {
        if (description != null || device.unreadableParameter().isPresent()) {
            trouble = device.unreadableParameter().map(name -> "parameter " + name + " of " + device.id()
                    + " has a line break, which fence agents cannot read").orElse("");
            then.run();
            return;
        }
        forDescription.add(then);
        if (describing) {
            return;
        }
        describing = true;
        desk.run(device.agent(), "action=metadata\n", DESCRIPTION_TIMEOUT, "metadata of " + device.agent(), end -> {
            describing = false;
            description = end.good() ? AgentDescription.read(end.output()).orElse(null) : null;
            trouble = description != null ? "" : "agent " + device.agent() + " of " + device.id() + " cannot be used on " + desk.self + ": "
                    + (end.good() ? "its metadata cannot be understood" : end.failure());
            List<Runnable> waiting = List.copyOf(forDescription);
            forDescription.clear();
            waiting.forEach(Runnable::run);
        });
    }

    /** Finds out whether it can fence a node; the agent must have been described. */
    void reaches(NodeName target, Duration timeout, Consumer<Verdict> answer) {
        switch (device.check(description)) {
            case STATIC_LIST -> answer.accept(device.hosts().has(target) ? Verdict.YES
                    : no(target, "its host list and map do not name it", false));
            case NONE -> answer.accept(Verdict.YES);
            case STATUS -> status(target, timeout, answer);
            case DYNAMIC_LIST -> list(target, timeout, answer);
        }
    }

    /** The names that the device itself lists, asked for if they are older than a minute. */
    void list(Duration timeout, Consumer<Optional<SortedSet<String>>> answer) {
        if (fresh()) {
            answer.accept(Optional.of(targets));
            return;
        }
        forList.add(() -> answer.accept(Optional.ofNullable(targets)));
        if (forList.size() > 1) {
            return;
        }
        ask("list", Optional.empty(), timeout, end -> {
            verified = end.good();
            if (end.good()) {
                targets = names(end.output());
                listedAt = desk.uptime();
            }
            List<Runnable> waiting = List.copyOf(forList);
            forList.clear();
            waiting.forEach(Runnable::run);
        });
    }

    private void list(NodeName target, Duration timeout, Consumer<Verdict> answer) {
        list(timeout, known -> {
            if (known.isPresent()) {
                String alias = device.hosts().alias(target).toLowerCase(Locale.ROOT);
                answer.accept(known.get().contains(alias) ? Verdict.YES : no(target, "the device does not list it", false));
            } else if (!device.checkIsExplicit() && description.knows("status")) {
                status(target, timeout, answer);
            } else {
                answer.accept(no(target, "its agent could not list what it can fence", true));
            }
        });
    }

    private void status(NodeName target, Duration timeout, Consumer<Verdict> answer) {
        ask("status", Optional.of(target), timeout, end -> {
            boolean can = end.kind() == AgentEnd.Kind.EXITED && (end.code() == 0 || end.code() == 2);
            verified = can;
            answer.accept(can ? Verdict.YES : no(target, "its agent cannot tell the state of the node, " + end.failure(), true));
        });
    }

    /** Has the agent do something harmless, within this time unless the device has one of its own. */
    void ask(String action, Optional<NodeName> target, Duration within, Consumer<AgentEnd> end) {
        Duration timeout = device.timeout(action, within);
        AgentDescription known = description == null ? new AgentDescription(new TreeSet<>(), new TreeSet<>(), false, false) : description;
        lane.add(new DeviceLane.Order("", device, known, action, target, timeout, Duration.ZERO, end));
    }

    private boolean fresh() {
        return targets != null && listedAt != null && desk.uptime().minus(listedAt).compareTo(LIST_LIVES) < 0;
    }

    private Verdict no(NodeName target, String why, boolean doubtful) {
        return new Verdict(false, device.id() + " on " + desk.self + " cannot fence " + target + ": " + why, doubtful);
    }

    /** Every word is a name, except the state of a plug; lines about plugs that do not exist are left out. */
    private static SortedSet<String> names(String output) {
        var names = new TreeSet<String>();
        for (String line : output.split("\\R")) {
            if (!line.contains("invalid") && !line.contains("variable")) {
                for (String word : HostMap.words(line, "[^a-zA-Z0-9_.-]+")) {
                    if (!Set.of("on", "off").contains(word.toLowerCase(Locale.ROOT))) {
                        names.add(word.toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        return names;
    }
}
