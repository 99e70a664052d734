package io.systole.samples.lab;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Whether a cluster has come to rest, which its members are asked; what they say goes into the message of a failure. */
public final class Rest {
    private static final int LOG_LINES = 15;

    private final List<Machine> members;
    private final Duration pause;

    /**
     * Of the cluster of these members, all of which must be there for it to be at rest.
     *
     * @param pause between two looks, each of which costs some processes
     */
    public Rest(List<? extends Machine> members, Duration pause) {
        this.members = List.copyOf(members);
        this.pause = pause;
    }

    /**
     * Whether all members are there, agree on one DC and one version of the CIB, and nothing is left to be done. They are asked in their
     * order, and none after the first that says otherwise.
     */
    public boolean reached() {
        List<DaemonStatus> said = members.stream().map(Machine::status).map(DaemonStatus::new).takeWhile(this::quiet).toList();
        return said.size() == members.size() && said.stream().map(DaemonStatus::dc).distinct().count() == 1
                && said.stream().map(DaemonStatus::cib).distinct().count() == 1
                && said.stream().filter(status -> status.json().contains("\"state\":\"S_IDLE\"")).count() == 1;
    }

    private boolean quiet(DaemonStatus status) {
        return status.lives().size() == members.size() && status.json().contains("\"quorate\":true")
                && status.json().contains("\"activity\":[]");
    }

    /**
     * Waits until it is reached and something else holds, both for a second.
     *
     * @throws LabException after {@code patience}, with {@link #evidence}
     */
    public void await(Duration patience, BooleanSupplier wish) {
        Await.until("the cluster is at rest", patience, pause, () -> {
            if (!reached() || !wish.getAsBoolean()) {
                return false;
            }
            Await.pass(Duration.ofSeconds(1));
            return reached() && wish.getAsBoolean();
        }, this::evidence);
    }

    /** The status of each member and the end of its log. */
    public String evidence() {
        var text = new StringBuilder();
        for (Machine node : members) {
            List<String> lines = node.console().lines().toList();
            text.append(node.name()).append(": ").append(node.status()).append('\n');
            lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
                    .forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString();
    }
}
