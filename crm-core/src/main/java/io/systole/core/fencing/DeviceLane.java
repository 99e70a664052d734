package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One device on this node at work: as many actions at a time as it can do ({@code pcmk_action_limit}), the others wait; a failed
 * one is tried again within its timeout while less than 70 % of that is used ({@code pcmk_reboot_retries} and the like).
 */
final class DeviceLane {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final FencingDesk desk;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final List<Job> running = new ArrayList<>();

    DeviceLane(FencingDesk desk) {
        this.desk = desk;
    }

    /**
     * Something that the agent of a device is to do.
     *
     * @param key tells it apart, for {@link #withdraw}
     * @param device with which parameters
     * @param description what the agent can do
     * @param action what the agent is told, before aliases
     * @param timeout for all tries together, without the delay
     * @param delay to be waited before the first try
     */
    record Order(String key, FenceDevice device, AgentDescription description, String action, Optional<NodeName> target,
            Duration timeout, Duration delay, Consumer<AgentEnd> whenEnded) {}

    private static final class Job {
        private final Order order;
        private Duration begun;
        private int tries;
        private long call;
        private Agenda.Slot slot;
        private boolean withdrawn;

        Job(Order order) {
            this.order = order;
        }
    }

    void add(Order order) {
        waiting.add(new Job(order));
        advance();
    }

    /** How long it may take until an order that is added now has ended. */
    Duration within(Order order) {
        Duration sum = order.timeout().plus(order.delay());
        for (Job job : waiting) {
            sum = sum.plus(job.order.timeout()).plus(job.order.delay());
        }
        for (Job job : running) {
            sum = sum.plus(job.order.timeout());
        }
        return sum;
    }

    void withdraw(String key) {
        for (Iterator<Job> each = waiting.iterator(); each.hasNext();) {
            Job job = each.next();
            if (job.order.key().equals(key)) {
                each.remove();
                job.withdrawn = true;
                job.order.whenEnded().accept(new AgentEnd(AgentEnd.Kind.KILLED, 0, "", ""));
            }
        }
        for (Job job : List.copyOf(running)) {
            if (job.order.key().equals(key)) {
                job.withdrawn = true;
                if (job.call > 0) {
                    desk.add(new FencingEffect.KillAgent(job.call));
                } else {
                    desk.agenda.cancel(job.slot);
                    finish(job, new AgentEnd(AgentEnd.Kind.KILLED, 0, "", ""));
                }
            }
        }
    }

    private void advance() {
        while (!waiting.isEmpty() && running.size() < waiting.peek().order.device().limit()) {
            Job job = waiting.poll();
            running.add(job);
            if (job.order.delay().isZero()) {
                begin(job);
            } else {
                job.slot = desk.after(job.order.delay(), () -> begin(job));
            }
        }
    }

    private void begin(Job job) {
        job.begun = desk.uptime();
        attempt(job);
    }

    private void attempt(Job job) {
        Order order = job.order;
        job.tries++;
        Duration left = order.timeout().minus(desk.uptime().minus(job.begun));
        String input = order.device().input(order.action(), order.target(), order.description().parameters());
        String purpose = order.action() + order.target().map(node -> " of " + node).orElse("") + " by " + order.device().id();
        job.call = desk.run(order.device().agent(), input, left, purpose, end -> ended(job, end));
    }

    private void ended(Job job, AgentEnd end) {
        job.call = 0;
        Duration used = desk.uptime().minus(job.begun);
        boolean again = end.kind() == AgentEnd.Kind.EXITED && end.code() != 0 && !job.withdrawn && worthRepeating(job.order.action())
                && job.tries < job.order.device().tries(job.order.action())
                && used.plus(PAUSE).toMillis() * 10 < job.order.timeout().toMillis() * 7;
        if (again) {
            job.slot = desk.after(PAUSE, () -> attempt(job));
        } else {
            finish(job, end);
        }
    }

    /** A status that is not 0 may be an answer. */
    private static boolean worthRepeating(String action) {
        return !action.equals("status");
    }

    private void finish(Job job, AgentEnd end) {
        running.remove(job);
        job.order.whenEnded().accept(end);
        advance();
    }
}
