package io.systole.core.fencing;

import io.systole.core.fencing.FencingMessage.DeviceOffer;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The devices registered on this node, and what other nodes may have them do (rules C-121, C-131, C-132). */
final class LocalDevices {
    private final FencingDesk desk;
    private SequencedMap<String, LocalDevice> devices = new LinkedHashMap<>();

    LocalDevices(FencingDesk desk) {
        this.desk = desk;
    }

    /** Registers what is configured now; an unchanged device keeps its work and its knowledge. */
    void configured() {
        var registered = new LinkedHashMap<String, LocalDevice>();
        desk.setup().devices().forEach((id, device) -> {
            if (!isWatchdog(device)) {
                LocalDevice known = devices.get(id);
                boolean same = known != null && known.device().equals(device);
                registered.put(id, same ? known : new LocalDevice(desk, device));
            }
        });
        var before = devices;
        devices = registered;
        registered.forEach((id, device) -> {
            if (before.get(id) != device) {
                device.describe(() -> remember(device));
            }
        });
    }

    /** A device that lists its plugs is asked once in good time: that list still counts when the device is out of reach later. */
    private static void remember(LocalDevice device) {
        if (device.trouble().isEmpty() && device.description()
                .filter(agent -> device.device().check(agent) == FenceDevice.HostCheck.DYNAMIC_LIST).isPresent()) {
            device.list(LocalDevice.QUESTION, known -> { });
        }
    }

    static boolean isWatchdog(FenceDevice device) {
        return device.id().equals(FenceDevice.WATCHDOG) && device.agent().equals(FenceDevice.WATCHDOG_AGENT);
    }

    /** The registered devices by id, in the order of the configuration. */
    SequencedMap<String, LocalDevice> all() {
        return devices;
    }

    void checked(String device, boolean worked) {
        Optional.ofNullable(devices.get(device)).ifPresent(each -> each.checked(worked));
    }

    /** Hears what a search has found so far, the last time with {@code complete}. */
    interface Findings {
        void found(List<DeviceOffer> offers, List<String> remarks, boolean doubtful, boolean complete);
    }

    /** Finds out within this time which devices can fence a node; tells at once what is known, and the rest when it is complete. */
    void search(NodeName target, Duration timeout, Findings hear) {
        new Search(target, timeout, hear).begin();
    }

    private final class Search {
        private final NodeName target;
        private final Findings hear;
        private final List<LocalDevice> open;
        private final List<DeviceOffer> offers = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private final Duration question;
        private boolean doubtful;
        private boolean begun;

        Search(NodeName target, Duration timeout, Findings hear) {
            this.target = target;
            // A list that fails may be followed by a question for the state.
            this.question = timeout.dividedBy(2);
            this.hear = hear;
            this.open = new ArrayList<>(devices.values());
        }

        void begin() {
            for (LocalDevice device : List.copyOf(open)) {
                device.describe(() -> {
                    if (device.description().isEmpty() || !device.trouble().isEmpty()) {
                        done(device, device.trouble());
                    } else {
                        device.reaches(target, question, verdict -> decided(device, verdict));
                    }
                });
            }
            begun = true;
            hear.found(inOrder(), List.copyOf(remarks), doubtful, open.isEmpty());
        }

        private void decided(LocalDevice device, LocalDevice.Verdict verdict) {
            if (verdict.can()) {
                AgentDescription agent = device.description().orElseThrow();
                FenceDevice plain = device.device();
                boolean on = plain.can(FencingAction.ON, agent) && (!agent.onTarget() || target.equals(desk.self));
                offers.add(new DeviceOffer(plain.id(), device.verified(), plain.can(FencingAction.OFF, agent), on,
                        plain.can(FencingAction.REBOOT, agent), agent.unfences()));
            }
            doubtful |= verdict.doubtful();
            done(device, verdict.reason());
        }

        private void done(LocalDevice device, String remark) {
            open.remove(device);
            if (!remark.isEmpty()) {
                remarks.add(remark);
            }
            if (begun && open.isEmpty()) {
                hear.found(inOrder(), List.copyOf(remarks), doubtful, true);
            }
        }

        private List<DeviceOffer> inOrder() {
            List<String> order = List.copyOf(devices.keySet());
            return offers.stream().sorted((a, b) -> Integer.compare(order.indexOf(a.device()), order.indexOf(b.device()))).toList();
        }
    }

    /** What an agent run for somebody else came to. */
    interface Outcome {
        void ended(boolean success, boolean timedOut, String reason);
    }

    /**
     * Has a device fence a node.
     *
     * @param key tells this order apart, for {@link #withdraw}
     * @return how long it may take at most; empty if it is refused, which {@code outcome} has heard already
     */
    Optional<Duration> run(String key, FencingMessage.Run order, boolean selfAllowed, Outcome outcome) {
        LocalDevice device = devices.get(order.device());
        boolean self = order.target().equals(desk.self);
        AgentDescription agent = device == null ? null : device.description().orElse(null);
        if (agent == null || self && !selfAllowed && order.action().takesDown()) {
            outcome.ended(false, false, device == null ? order.device() + " is not registered on " + desk.self
                    : agent == null ? device.trouble() : desk.self + " does not fence itself while other nodes live");
            return Optional.empty();
        }
        FenceDevice plain = device.device();
        FencingAction performed = plain.performed(order.action(), agent);
        Duration delay = order.delay().isNegative() ? Duration.ZERO : order.delay();
        if (order.ownDelay() && order.action().takesDown()) {
            delay = delay.plus(ownDelay(plain, order.target()));
        }
        var work = new DeviceLane.Order(key, plain, agent, performed.word(), Optional.of(order.target()),
                plain.timeout(performed.word(), order.timeout()), delay, end -> {
                    if (end.kind() == AgentEnd.Kind.EXITED) {
                        device.checked(end.code() == 0);
                    }
                    outcome.ended(end.good(), end.kind() == AgentEnd.Kind.TIMED_OUT, end.good() ? "" : end.failure());
                });
        Duration within = device.lane().within(work);
        device.lane().add(work);
        return Optional.of(within);
    }

    void withdraw(String key) {
        devices.values().forEach(device -> device.lane().withdraw(key));
    }

    /** {@code pcmk_delay_base} plus chance up to {@code pcmk_delay_max} (rule C-125). */
    private Duration ownDelay(FenceDevice device, NodeName target) {
        Duration most = device.delayMax();
        Duration base = device.delayBase(target);
        if (most.isZero()) {
            return base;
        }
        long spread = most.minus(base).toMillis();
        return spread <= 0 ? most : base.plusMillis(desk.random.nextLong(spread + 1));
    }

    /** What is wrong with devices here, a sentence each. */
    List<String> troubles() {
        return devices.values().stream().map(LocalDevice::trouble).filter(trouble -> !trouble.isEmpty()).toList();
    }
}
