package io.systole.core.fencing;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Constraints;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the configuration says about fencing, for one node. */
final class FenceSetup {
    private static final String OPTION = "stonith-watchdog-timeout";

    private final Supplier<ClusterSnapshot> reading;
    private final Optional<Duration> watchdog;
    private final boolean pills;
    private final SequencedMap<String, FenceDevice> devices = new LinkedHashMap<>();
    /** Read when it is needed: most clusters ask for little else than that there are no devices. */
    private ClusterSnapshot snapshot;

    private FenceSetup(Supplier<ClusterSnapshot> reading, Optional<Duration> watchdog, boolean pills) {
        this.reading = reading;
        this.watchdog = watchdog;
        this.pills = pills;
    }

    /**
     * Reads the CIB.
     *
     * @param watchdog how long after its loss a node has surely been ended by its watchdog; empty if nodes have none
     * @param pills whether nodes obey poison pills on a shared disk
     * @param self the node whose devices are wanted: those that are configured, not disabled and not banned from it (rule C-131)
     */
    static FenceSetup of(Cib cib, Optional<Duration> watchdog, boolean pills, NodeName self, Instant now, ZoneId zone) {
        var setup = new FenceSetup(() -> ClusterSnapshot.of(cib, now, zone), watchdog, pills);
        if (hasDevices(cib.section("resources"))) {
            setup.readDevices(self);
        }
        return setup;
    }

    private static boolean hasDevices(Element element) {
        return "stonith".equals(element.get("class")) || element.children().stream().anyMatch(FenceSetup::hasDevices);
    }

    private void readDevices(NodeName self) {
        List<Location> bans = Constraints.of(snapshot()).locations();
        Optional<Node> node = snapshot().node(self);
        snapshot().configuredOrder().stream().flatMap(Resource::leaves)
                .filter(resource -> resource.isFenceDevice() && !resource.removed() && !resource.disabled())
                .filter(resource -> node.isEmpty() || !banned(resource, node.get(), bans))
                .forEach(resource -> add(resource, node.orElse(null)));
    }

    private ClusterSnapshot snapshot() {
        if (snapshot == null) {
            snapshot = reading.get();
        }
        return snapshot;
    }

    private void add(Resource resource, Node node) {
        Map<String, String> parameters = snapshot().facts().parameters().of(resource, node);
        resource.agent().ifPresent(agent -> devices.putIfAbsent(resource.configuredId(),
                new FenceDevice(resource.configuredId(), agent.type(), new TreeMap<>(parameters))));
    }

    private static boolean banned(Resource resource, Node node, List<Location> locations) {
        return locations.stream()
                .filter(location -> location.resource() == resource || resource.isInside(location.resource()))
                .anyMatch(location -> location.scores().getOrDefault(node, 0) <= -Score.INFINITY);
    }

    /** The devices in the order of the configuration, by id. */
    SequencedMap<String, FenceDevice> devices() {
        return Collections.unmodifiableSequencedMap(devices);
    }

    /** The topology for a node; none if it is not in any. */
    List<List<String>> levels(NodeName target) {
        return FencingLevels.of(snapshot().cib(), target,
                name -> snapshot().node(target).map(node -> node.attributes().get(name)).orElse(null));
    }

    /** After which time a lost node counts as fenced by its own watchdog; not before that has surely worked. */
    Duration watchdogTimeout() {
        Duration wanted = snapshot().options().duration(ClusterOption.FENCING_WATCHDOG_TIMEOUT);
        Duration needed = watchdog.orElse(Duration.ZERO);
        return wanted.compareTo(needed) > 0 ? wanted : needed;
    }

    /** Why the watchdog of a node cannot be counted on although the configuration wants it; empty if it can, or if it does not. */
    private String watchdogTrouble(NodeName target) {
        if (!watchdogWanted()) {
            return "";
        }
        if (watchdog.isEmpty()) {
            return OPTION + " is set, but nodes have no watchdog here (watchdog and self_fencing_time in systole.conf)";
        }
        return keepsRunning(OPTION, target);
    }

    /** Why a lost node does not end its resources by itself although this wants it; empty if it does. */
    private String keepsRunning(String what, NodeName target) {
        String policy = snapshot().options().word(ClusterOption.NO_QUORUM_POLICY);
        if (policy.equals("freeze") || policy.equals("ignore")) {
            return what + " is set, but with no-quorum-policy=" + policy + " a lost node does not end its resources";
        }
        if (snapshot().options().isTrue(ClusterOption.MAINTENANCE_MODE)) {
            return what + " is set, but in maintenance mode a lost node does not end its resources";
        }
        return Unwatched.in(snapshot().cib()).contains(target)
                ? what + " is set, but " + Unwatched.reason(target) + "it does not end its resources" : "";
    }

    /** Whether a poison pill on the shared disk fences this node. */
    boolean pillFences(NodeName target) {
        return pills && keepsRunning("fence_disk", target).isEmpty();
    }

    /** Why neither watchdogs nor poison pills can be counted on although they are wanted, a sentence or two. */
    String trouble(NodeName target) {
        return Stream.of(watchdogTrouble(target), pills ? keepsRunning("fence_disk", target) : "").filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** True for a time above zero, and for one below: then the cluster works it out (rule C-141). */
    private boolean watchdogWanted() {
        String text = snapshot().options().given().getOrDefault(ClusterOption.FENCING_WATCHDOG_TIMEOUT.xmlName(),
                snapshot().options().given().getOrDefault(OPTION, "0")).strip();
        return text.startsWith("-") || !snapshot().options().duration(ClusterOption.FENCING_WATCHDOG_TIMEOUT).isZero();
    }

    /** Whether a node counts as having a watchdog: all do, unless a device named so has a list of its own (rule C-142). */
    boolean watchdogFences(NodeName target) {
        FenceDevice device = devices.get(FenceDevice.WATCHDOG);
        return watchdogWanted() && watchdogTrouble(target).isEmpty()
                && (device == null || !device.agent().equals(FenceDevice.WATCHDOG_AGENT) || device.hosts().isEmpty()
                || device.hosts().has(target));
    }
}
