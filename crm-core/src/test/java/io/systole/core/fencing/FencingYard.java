package io.systole.core.fencing;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.BadMessage;
import io.systole.core.peer.PeerCodec;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Some fencers that hear each other, and agents that end as scripted. Messages go over the wire form, one millisecond each.
 * What happened is kept as lines: {@code 3.0 n1: reboot n2 by f1}.
 */
final class FencingYard {
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    static final String METADATA = metadata("<action name=\"on\"/>", "off", "reboot", "status", "list", "monitor");

    final List<String> runs = new ArrayList<>();
    final List<String> resets = new ArrayList<>();
    final Map<Long, FencingRecord> ended = new TreeMap<>();
    final Map<String, List<FencingRecord>> concluded = new TreeMap<>();
    final Map<Long, FencingEffect.Answer> answers = new TreeMap<>();
    private final Map<NodeName, Fencer> fencers = new TreeMap<>();
    private final TreeSet<NodeName> alive = new TreeSet<>();
    private final Map<String, Script> scripts = new TreeMap<>();
    private final Map<String, Long> killable = new TreeMap<>();
    private final PriorityQueue<Slot> queue = new PriorityQueue<>();
    private final SplittableRandom random;
    private long now;
    private long sequence;
    private long asker;
    private long events;

    private record Slot(long at, long sequence, Runnable task) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    /** How an action of an agent ends, and after which time. */
    record Script(Duration duration, AgentEnd end) {}

    FencingYard(long seed, String cib, String... nodes) {
        this.random = new SplittableRandom(seed);
        Arrays.stream(nodes).map(NodeName::new).forEach(alive::add);
        Cib read = CibReader.cib(cib);
        alive.forEach(node -> {
            concluded.put(node.value(), new ArrayList<>());
            fencers.put(node, new Fencer(node, Optional.of(Duration.ZERO), false, random.split(), ZoneOffset.UTC));
        });
        alive.forEach(node -> turn(node, () -> {
            fencers.get(node).members(alive);
            fencers.get(node).configured(read);
        }));
        run(Duration.ofSeconds(1));
        runs.clear();
    }

    static String metadata(String on, String... actions) {
        var text = new StringBuilder("<?xml version=\"1.0\" ?>\n<resource-agent name=\"x\"><parameters>"
                + "<parameter name=\"plug\"/></parameters><actions>" + on);
        Arrays.stream(actions).forEach(action -> text.append("<action name=\"").append(action).append("\"/>"));
        return text.append("</actions></resource-agent>\n").toString();
    }

    /** A CIB with nodes n1 to n9, these primitives, this topology. */
    static String cib(String properties, String topology, String... primitives) {
        var nodes = new StringBuilder();
        for (int i = 1; i <= 9; i++) {
            nodes.append("<node id=\"%1$d\" uname=\"n%1$d\"/>".formatted(i));
        }
        return """
            <cib validate-with="pacemaker-3.9" admin_epoch="0" epoch="1" num_updates="0"><configuration>
            <crm_config><cluster_property_set id="o">%s</cluster_property_set></crm_config><nodes>%s</nodes>
            <resources>%s</resources><constraints/><fencing-topology>%s</fencing-topology></configuration><status/></cib>
            """.formatted(properties, nodes, String.join("", primitives), topology);
    }

    /** A device; its agent is told its name by the parameter {@code name}. */
    static String device(String id, String... namesAndValues) {
        var pairs = new StringBuilder(nvpair(id, "name", id));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.append(nvpair(id, namesAndValues[i], namesAndValues[i + 1]));
        }
        return ("<primitive id=\"%1$s\" class=\"stonith\" type=\"fence_%1$s\">"
                + "<instance_attributes id=\"%1$s-p\">%2$s</instance_attributes></primitive>").formatted(id, pairs);
    }

    static String nvpair(String id, String name, String value) {
        return "<nvpair id=\"%s-%s\" name=\"%s\" value=\"%s\"/>".formatted(id, name, name, value);
    }

    /** The agent of a device does this action so; {@code where} is a node or {@code *}. */
    FencingYard script(String device, String where, String action, Duration duration, AgentEnd end) {
        scripts.put("fence_" + device + " " + where + " " + action, new Script(duration, end));
        return this;
    }

    FencingYard fails(String device, String where, String action) {
        return script(device, where, action, Duration.ofSeconds(1), AgentEnd.exited(1, "",
                "warning: old python\nno route to the switch\n"));
    }

    FencingYard hangs(String device, String where, String action) {
        return script(device, where, action, Duration.ofDays(1), AgentEnd.exited(0, "", ""));
    }

    FencingYard describes(String device, String metadata) {
        return script(device, "*", "metadata", Duration.ofMillis(200), AgentEnd.exited(0, metadata, ""));
    }

    /** Registers everything again, after scripts have changed what agents say of themselves. */
    FencingYard configured(String cib) {
        Cib read = CibReader.cib(cib);
        alive.forEach(node -> turn(node, () -> fencers.get(node).configured(read)));
        run(Duration.ofSeconds(1));
        runs.clear();
        return this;
    }

    long request(String on, String target, FencingAction action) {
        return request(on, new FencingRequest(new NodeName(target), action, Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO, false,
                "test", "the test wants it"));
    }

    long request(String on, FencingRequest request) {
        long number = ++asker;
        turn(new NodeName(on), () -> fencer(on).request(number, request));
        return number;
    }

    Fencer fencer(String node) {
        return fencers.get(new NodeName(node));
    }

    void turn(String node, Runnable task) {
        turn(new NodeName(node), task);
    }

    /** A node loses power; the others notice after two seconds. */
    void crash(String name) {
        var node = new NodeName(name);
        alive.remove(node);
        after(Duration.ofSeconds(2), this::tellMembers);
    }

    void start(String name) {
        var node = new NodeName(name);
        fencers.put(node, new Fencer(node, Optional.of(Duration.ZERO), false, random.split(), ZoneOffset.UTC));
        alive.add(node);
        tellMembers();
    }

    private void tellMembers() {
        List.copyOf(alive).forEach(each -> turn(each, () -> fencers.get(each).members(alive)));
    }

    void run(Duration span) {
        long end = now + span.toMillis();
        while (!queue.isEmpty() && queue.peek().at() <= end) {
            Slot slot = queue.poll();
            now = Math.max(now, slot.at());
            events++;
            slot.task().run();
        }
        now = end;
    }

    /** How many events there were. */
    long events() {
        return events;
    }

    Duration elapsed() {
        return Duration.ofMillis(now);
    }

    /** Seconds since the fencers began, for comparing. */
    double seconds() {
        return now / 1000.0;
    }

    void after(Duration delay, Runnable task) {
        queue.add(new Slot(now + delay.toMillis(), sequence++, task));
    }

    private void turn(NodeName node, Runnable task) {
        if (!alive.contains(node)) {
            return;
        }
        Fencer fencer = fencers.get(node);
        fencer.at(START.plusMillis(now), Duration.ofMillis(now));
        task.run();
        fencer.effects().forEach(effect -> perform(node, fencer, effect));
        fencer.nextWake().ifPresent(at -> after(at.minusMillis(now).isNegative() ? Duration.ZERO : at.minusMillis(now), () -> {
            if (fencers.get(node) == fencer) {
                turn(node, fencer::wake);
            }
        }));
    }

    private void perform(NodeName node, Fencer fencer, FencingEffect effect) {
        switch (effect) {
            case FencingEffect.Send send -> deliver(node, send.to(), send.message());
            case FencingEffect.Broadcast broadcast -> List.copyOf(alive).stream().filter(each -> !each.equals(node))
                    .forEach(each -> deliver(node, each, broadcast.message()));
            case FencingEffect.RunAgent run -> agent(node, fencer, run.call());
            case FencingEffect.KillAgent kill -> {
                if (killable.remove(node + "#" + kill.number()) != null) {
                    turn(node, () -> fencer.agentEnded(kill.number(), new AgentEnd(AgentEnd.Kind.KILLED, 0, "", "")));
                }
            }
            case FencingEffect.Concluded end -> {
                concluded.get(node.value()).add(end.record());
                end.askers().forEach(each -> {
                    if (ended.put(each, end.record()) != null) {
                        throw new AssertionError("asker " + each + " was told twice");
                    }
                });
            }
            case FencingEffect.Answer answer -> answers.put(answer.number(), answer);
            case FencingEffect.Poison poison -> throw new AssertionError("there is no shared disk here for " + poison);
            case FencingEffect.ResetSelf reset -> resets.add(node + ": " + reset.reason());
        }
    }

    private void deliver(NodeName from, NodeName to, FencingMessage message) {
        byte[] wire = PeerCodec.encode(new PeerMessage.Fencing(message));
        after(Duration.ofMillis(1), () -> turn(to, () -> {
            if (alive.contains(from)) {
                fencers.get(to).received(from, decode(wire));
            }
        }));
    }

    private static FencingMessage decode(byte[] wire) {
        try {
            return ((PeerMessage.Fencing) PeerCodec.decode(wire)).message();
        } catch (BadMessage bad) {
            throw new AssertionError(bad);
        }
    }

    private void agent(NodeName node, Fencer fencer, AgentCall call) {
        String action = line(call.input(), "action");
        String target = line(call.input(), "nodename");
        runs.add(action + (target.isEmpty() ? "" : " " + target) + " by " + call.agent().substring("fence_".length()) + " on " + node);
        Script script = scripts.getOrDefault(call.agent() + " " + node + " " + action,
                scripts.getOrDefault(call.agent() + " * " + action, usual(action)));
        boolean late = script.duration().compareTo(call.timeout()) > 0;
        killable.put(node + "#" + call.number(), call.number());
        after(late ? call.timeout() : script.duration(), () -> turn(node, () -> {
            if (fencers.get(node) == fencer && killable.remove(node + "#" + call.number()) != null) {
                fencer.agentEnded(call.number(), late ? new AgentEnd(AgentEnd.Kind.TIMED_OUT, 0, "", "") : script.end());
            }
        }));
    }

    private static Script usual(String action) {
        return switch (action) {
            case "metadata" -> new Script(Duration.ofMillis(200), AgentEnd.exited(0, METADATA, ""));
            case "list" -> new Script(Duration.ofMillis(300), AgentEnd.exited(0, "n1,port1\nn2,port2\nn3\nn4\nn5\n", ""));
            default -> new Script(Duration.ofSeconds(2), AgentEnd.exited(0, "", ""));
        };
    }

    private static String line(String input, String name) {
        return input.lines().filter(each -> each.startsWith(name + "=")).map(each -> each.substring(name.length()
                + 1)).findFirst().orElse("");
    }
}
