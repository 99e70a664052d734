package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.DeclaredParameters;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import io.systole.core.spi.Watchdog;
import io.systole.core.throttle.NodeLoad;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * A machine: what really runs on it, its disk, its power. Agents that a daemon started go on when the daemon dies, and end
 * when the power does.
 */
final class SimulatedMachine {
    /** The outcome of an agent that did not end in time. */
    static final int TIMED_OUT = -1;
    /** The exit code of an agent that was killed. */
    private static final int KILLED = 1;

    final NodeName name;
    final MemoryCibStore disk = new MemoryCibStore();
    /** What its agents' meta-data say of their parameters. */
    Optional<DeclaredParameters> declared = Optional.empty();
    /** How busy it is. */
    NodeLoad load = NodeLoad.idle(4);
    private final VirtualTime time;
    private final RandomGenerator random;
    private final Watcher watcher;
    private final Set<ResourceId> active = new TreeSet<>();
    /** Started by an agent and stopped by none since, and by which start; a service that has died by itself stays here. */
    private final Map<ResourceId, Integer> broughtUpBy = new TreeMap<>();
    /** Promoted by an agent, and neither demoted nor stopped by one since. */
    private final Set<ResourceId> promoted = new TreeSet<>();
    private final Set<String> hanging = new TreeSet<>();
    private final Map<ResourceId, Deque<Runnable>> lanes = new TreeMap<>();
    private final Map<String, Integer> script = new TreeMap<>();
    private final Map<String, Duration> durations = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private long incarnation;
    private long callIds;
    private final Set<ResourceId> resisting = new TreeSet<>();
    private final Set<ResourceId> lying = new TreeSet<>();
    private int pets;
    private int power;
    private int killed;
    private int starts;
    private int stops;
    private boolean on = true;
    private Optional<Cib> cache = Optional.empty();

    /** Hears what agents do here, before they do it and after. */
    interface Watcher {
        void starts(SimulatedMachine machine, ResourceId resource);

        void started();

        void stops(SimulatedMachine machine, ResourceId resource);

        void promotes(SimulatedMachine machine, ResourceId resource);

        void demotes(SimulatedMachine machine, ResourceId resource);
    }

    SimulatedMachine(NodeName name, VirtualTime time, RandomGenerator random, Watcher watcher) {
        this.name = name;
        this.time = time;
        this.random = random;
        this.watcher = watcher;
    }

    long nextIncarnation() {
        return ++incarnation;
    }

    long nextCallId() {
        return ++callIds;
    }

    /** What agents did here, in the order in which they ended: {@code web_start_0 {ip=10.0.0.1}}. */
    List<String> journal() {
        return List.copyOf(journal);
    }

    /** How many starts were carried out here. */
    int starts() {
        return starts;
    }

    /** How many stops were carried out here. */
    int stops() {
        return stops;
    }

    /** Counts losses of power. */
    int life() {
        return power;
    }

    boolean on() {
        return on;
    }

    boolean runs(ResourceId resource) {
        return active.contains(resource);
    }

    /** Whether it was started here by an agent and stopped by none, be it alive or not. */
    boolean broughtUp(ResourceId resource) {
        return broughtUpBy.containsKey(resource);
    }

    /** Whether it was promoted here by an agent and demoted by none, be it alive or not. */
    boolean broughtUpPromoted(ResourceId resource) {
        return promoted.contains(resource);
    }

    boolean promoted(ResourceId resource) {
        return promoted.contains(resource) && active.contains(resource);
    }

    /** The next run of this operation hangs until it is killed; whether it has had its effect by then is chance. */
    void hangOnce(String resource, String operation) {
        hanging.add(resource + " " + operation);
    }

    /** The next run of this operation ends with this exit code. */
    void failOnce(String resource, String operation, int exitCode) {
        script.put(resource + " " + operation, exitCode);
    }

    /** From now on its start says that it has succeeded, and does nothing. */
    void lie(String resource) {
        lying.add(new ResourceId(resource));
    }

    /** Nothing fails or hangs here any more but what is too slow. */
    void recover() {
        script.clear();
        hanging.clear();
        disk.repair();
    }

    void prolong(String resource, String operation, Duration duration) {
        durations.put(resource + " " + operation, duration);
    }

    /** The service dies by itself. */
    void die(String resource) {
        active.remove(new ResourceId(resource));
    }

    /** The daemon gives up all operations, and what is active now is ended after a while; what {@link #resist} names stays. */
    void halt(Consumer<List<ResourceId>> done) {
        lanes.values().forEach(Deque::clear);
        end(doomed -> {
            broughtUpBy.keySet().removeIf(resource -> doomed.contains(resource) && !active.contains(resource));
            promoted.retainAll(broughtUpBy.keySet());
            done.accept(active.stream().filter(doomed::contains).toList());
        });
    }

    /**
     * Kills all agents that run now. A daemon that waits for them hears so, and begins with the next. What was active dies for it as if
     * by itself: it finds out by monitors.
     *
     * @param done gets what was brought up when it began
     */
    private void end(Consumer<Set<ResourceId>> done) {
        killed++;
        int life = power;
        Map<ResourceId, Integer> doomed = new TreeMap<>(broughtUpBy);
        time.after(Duration.ofMillis(random.nextInt(10, 800)), () -> {
            if (life == power) {
                doomed.forEach((resource, start) -> {
                    if (start.equals(broughtUpBy.get(resource)) && !resisting.contains(resource)) {
                        active.remove(resource);
                    }
                });
                done.accept(doomed.keySet());
            }
        });
    }

    /** This resource cannot be ended by force. */
    void resist(String resource) {
        resisting.add(new ResourceId(resource));
    }

    /** The watchdog: when the time is over and nobody has prolonged it, everything is ended, whatever the daemon does. */
    Watchdog watchdog(Consumer<String> reset) {
        int life = power;
        return new Watchdog() {
            @Override
            public void pet(Duration left) {
                if (life != power) {
                    return;
                }
                int mine = ++pets;
                time.after(left, () -> {
                    if (mine == pets && on) {
                        end(rest -> { });
                    }
                });
            }

            @Override
            public void disarm() {
                pets += life == power ? 1 : 0;
            }

            @Override
            public void reset(String reason) {
                reset.accept(reason);
            }
        };
    }

    /** Keeps this in memory until the power fails: a disk whose writes are not forced. */
    void cache(Cib cib) {
        cache = Optional.of(cib);
    }

    Optional<Cib> cached() {
        return cache;
    }

    void powerOff() {
        cache = Optional.empty();
        pets++;
        on = false;
        power++;
        active.clear();
        broughtUpBy.clear();
        promoted.clear();
        lanes.values().forEach(Deque::clear);
        lanes.clear();
    }

    void powerOn() {
        on = true;
    }

    /**
     * Runs an agent after those of the same resource that run already; the outcome is not told if the power fails.
     *
     * @param exit gets the exit code, or {@link #TIMED_OUT} if the agent had to be killed
     */
    void run(OperationRequest request, IntConsumer exit) {
        int life = power;
        ResourceId resource = request.key().resource();
        Deque<Runnable> lane = lanes.computeIfAbsent(resource, id -> new ArrayDeque<>());
        lane.add(() -> {
            Runnable mine = lane.peek();
            int kills = killed;
            time.after(duration(request), () -> {
                if (life == power && lane.peek() == mine) {
                    int code = kills == killed ? end(request) : KILLED;
                    lane.poll();
                    if (!lane.isEmpty()) {
                        lane.peek().run();
                    }
                    exit.accept(code);
                }
            });
        });
        if (lane.size() == 1) {
            lane.peek().run();
        }
    }

    private Duration duration(OperationRequest request) {
        String what = what(request);
        if (hanging.contains(what)) {
            return request.timeout();
        }
        Duration fixed = durations.get(what);
        return fixed != null ? fixed : Duration.ofMillis(random.nextInt(5, 200));
    }

    private int end(OperationRequest request) {
        if (hanging.remove(what(request))) {
            if (random.nextBoolean()) {
                effect(request);
            }
            return TIMED_OUT;
        }
        return effect(request);
    }

    private static String what(OperationRequest request) {
        return request.key().resource() + " " + request.key().operation();
    }

    private int effect(OperationRequest request) {
        ResourceId resource = request.key().resource();
        journal.add(request.key() + (request.parameters().isEmpty() ? "" : " " + request.parameters()));
        Integer scripted = script.remove(what(request));
        if (scripted != null) {
            return scripted;
        }
        return switch (request.key().operation()) {
            case "start" -> {
                starts++;
                if (lying.contains(resource)) {
                    yield 0;
                }
                watcher.starts(this, resource);
                if (active.add(resource)) {
                    promoted.remove(resource);
                }
                broughtUpBy.put(resource, starts);
                watcher.started();
                yield 0;
            }
            case "promote" -> {
                watcher.promotes(this, resource);
                if (!active.contains(resource)) {
                    yield ExitCode.NOT_RUNNING;
                }
                promoted.add(resource);
                watcher.started();
                yield 0;
            }
            case "demote" -> {
                watcher.demotes(this, resource);
                promoted.remove(resource);
                yield 0;
            }
            case "migrate_to" -> {
                active.remove(resource);
                broughtUpBy.remove(resource);
                yield 0;
            }
            case "migrate_from" -> {
                active.add(resource);
                broughtUpBy.put(resource, starts);
                yield 0;
            }
            case "stop" -> {
                stops++;
                watcher.stops(this, resource);
                active.remove(resource);
                promoted.remove(resource);
                broughtUpBy.remove(resource);
                yield 0;
            }
            case "monitor" -> active.contains(resource) ? promoted.contains(resource) ? ExitCode.RUNNING_PROMOTED : 0
                    : ExitCode.NOT_RUNNING;
            default -> 0;
        };
    }
}
