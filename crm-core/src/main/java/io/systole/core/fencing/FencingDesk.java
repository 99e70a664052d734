package io.systole.core.fencing;

import io.systole.core.cib.Cib;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What all parts of one fencer share: the moment, chance, members, configuration, running agents, and the effects of the event. */
final class FencingDesk {
    final NodeName self;
    final RandomGenerator random;
    final Agenda agenda = new Agenda();
    private final ZoneId zone;
    private final Optional<Duration> watchdog;
    private final boolean pills;
    private final Map<Long, Consumer<AgentEnd>> calls = new HashMap<>();
    private List<FencingEffect> effects = new ArrayList<>();
    private SortedSet<NodeName> members = new TreeSet<>();
    private Instant clock = Instant.EPOCH;
    private Duration uptime = Duration.ZERO;
    private Cib cib = Cib.empty();
    private FenceSetup setup;
    private long lastCall;

    FencingDesk(NodeName self, Optional<Duration> watchdog, boolean pills, RandomGenerator random, ZoneId zone) {
        this.self = self;
        this.watchdog = watchdog;
        this.pills = pills;
        this.random = random;
        this.zone = zone;
    }

    void now(Instant time, Duration monotonic) {
        clock = time;
        uptime = monotonic;
    }

    Instant clock() {
        return clock;
    }

    Duration uptime() {
        return uptime;
    }

    Agenda.Slot after(Duration delay, Runnable task) {
        return agenda.at(uptime.plus(delay), task);
    }

    SortedSet<NodeName> members() {
        return members;
    }

    void members(Collection<NodeName> present) {
        members = new TreeSet<>(present);
    }

    Cib cib() {
        return cib;
    }

    void cib(Cib newest) {
        cib = newest;
        setup = null;
    }

    /** What the newest configuration says; rules in it count as of now. */
    FenceSetup setup() {
        if (setup == null) {
            setup = FenceSetup.of(cib, watchdog, pills, self, clock, zone);
        }
        return setup;
    }

    String newId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    void add(FencingEffect effect) {
        effects.add(effect);
    }

    void broadcast(FencingMessage message) {
        effects.add(new FencingEffect.Broadcast(message));
    }

    /** Runs an agent; {@code end} is called once. */
    long run(String agent, String input, Duration timeout, String purpose, Consumer<AgentEnd> end) {
        long number = ++lastCall;
        calls.put(number, end);
        effects.add(new FencingEffect.RunAgent(new AgentCall(number, agent, input, timeout, purpose)));
        return number;
    }

    void ended(long call, AgentEnd end) {
        Consumer<AgentEnd> waiting = calls.remove(call);
        if (waiting != null) {
            waiting.accept(end);
        }
    }

    List<FencingEffect> drain() {
        List<FencingEffect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
