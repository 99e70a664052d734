package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The way of one operation through levels, devices and nodes (rules C-123, C-124): says what is to be tried next, and is told
 * how that went. With a topology the levels are tried one after another, and in a level all devices must succeed; without one
 * any device will do. A device that fails on one node is tried on the next. Each device is tried once on each node.
 */
final class FencingRoute {
    private final FencingAction asked;
    private final List<List<String>> levels;
    private final Offers offers;
    private final boolean pill;
    private final boolean watchdog;
    private final String trouble;
    private final Set<Attempt> tried = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private List<List<String>> way;
    private int level;
    private int device;
    private boolean secondHalf;
    private boolean lastTimedOut;
    private boolean poisoned;

    /**
     * A route at its beginning.
     *
     * @param levels the topology of the target; empty if there is none
     * @param pill whether a poison pill on the shared disk is a way if no device does it
     * @param watchdog whether the target resets itself if nobody else can do it
     * @param trouble why it does not although it is configured so; empty if there is no such reason
     */
    FencingRoute(FencingAction asked, List<List<String>> levels, Offers offers, boolean pill, boolean watchdog, String trouble) {
        this.asked = asked;
        this.trouble = trouble;
        this.levels = levels;
        this.offers = offers;
        this.pill = pill;
        this.watchdog = watchdog;
    }

    /** What is to be done next. */
    sealed interface Step {}

    /** Let this node run this device. */
    record Attempt(String device, NodeName node, FencingAction action) implements Step {}

    /** Wait for more answers. */
    record Wait() implements Step {}

    /**
     * Wait until the target has reset itself by its watchdog.
     *
     * @param lastResort true if nothing else is left, so that it is the end
     */
    record SelfReset(boolean lastResort) implements Step {}

    /** Write a poison pill for the target, and wait until it has ended itself. */
    record Poison() implements Step {}

    /** It is done. */
    record Success(String reason) implements Step {}

    /** It cannot be done. */
    record Failure(int status, String reason) implements Step {}

    Step next() {
        if (way == null && !decideWay()) {
            return new Wait();
        }
        return way.isEmpty() ? anyDevice() : level();
    }

    /** For {@code on} the devices that unfence must all be used, if there are any. */
    private boolean decideWay() {
        if (asked == FencingAction.ON) {
            if (!offers.complete()) {
                return false;
            }
            List<String> all = offers.unfencing();
            way = all.isEmpty() ? levels : List.of(all);
        } else if (levels.isEmpty()) {
            if (!offers.complete() && !offers.anyVerified(asked)) {
                return false;
            }
            way = levels;
        } else {
            boolean all = levels.stream().allMatch(each -> each.stream().allMatch(name -> name.equals(FenceDevice.WATCHDOG)
                    || offers.offered(name, firstAction(each))));
            if (!offers.complete() && !all) {
                return false;
            }
            way = levels;
        }
        return true;
    }

    /** The device tried least on the best node that has not tried it. */
    private Step anyDevice() {
        Attempt best = null;
        int fewest = Integer.MAX_VALUE;
        boolean viaTarget = true;
        for (String name : offers.devices()) {
            List<NodeName> nodes = offers.nodes(name, asked, false);
            long times = tried.stream().filter(attempt -> attempt.device().equals(name)).count();
            for (NodeName node : nodes) {
                var attempt = new Attempt(name, node, asked);
                boolean target = offers.isTarget(node);
                if (!tried.contains(attempt) && (best == null || viaTarget && !target || viaTarget == target && times < fewest)) {
                    best = attempt;
                    fewest = (int) times;
                    viaTarget = target;
                    break;
                }
            }
        }
        if (best != null && (!viaTarget || offers.complete())) {
            return best;
        }
        return offers.complete() ? last() : new Wait();
    }

    private Step level() {
        while (level < way.size()) {
            List<String> devices = way.get(level);
            if (device == devices.size()) {
                if (asked == FencingAction.REBOOT && devices.size() > 1 && !secondHalf) {
                    secondHalf = true;
                    device = 0;
                    continue;
                }
                return new Success(String.join(", ", done));
            }
            String name = devices.get(device);
            if (secondHalf && (name.equals(FenceDevice.WATCHDOG) || offers.unfences(name))) {
                device++;
                continue;
            }
            if (name.equals(FenceDevice.WATCHDOG) && watchdog && asked.takesDown()) {
                return new SelfReset(false);
            }
            FencingAction action = secondHalf ? FencingAction.ON : firstAction(devices);
            for (NodeName node : offers.nodes(name, action, secondHalf)) {
                var attempt = new Attempt(name, node, action);
                if (!tried.contains(attempt)) {
                    if (offers.isTarget(node) && !offers.complete()) {
                        return new Wait();
                    }
                    return attempt;
                }
            }
            if (!offers.complete()) {
                return new Wait();
            }
            exhausted(name, action);
        }
        return last();
    }

    private FencingAction firstAction(List<String> devices) {
        return asked == FencingAction.REBOOT && devices.size() > 1 ? FencingAction.OFF : asked;
    }

    /** No node is left for this device: the level has failed, or the node stays off. */
    private void exhausted(String name, FencingAction action) {
        boolean known = tried.stream().anyMatch(attempt -> attempt.device().equals(name) && attempt.action() == action);
        if (!known) {
            failures.add("no node can do '" + action.word() + "' with " + name);
        }
        if (secondHalf) {
            done.add(name + " did not switch it on again");
            device++;
        } else {
            level++;
            device = 0;
            done.clear();
        }
    }

    private Step last() {
        if (pill && asked.takesDown() && !poisoned) {
            poisoned = true;
            return new Poison();
        }
        if (watchdog && asked.takesDown() && !tried.contains(new Attempt(FenceDevice.WATCHDOG, null, asked))) {
            tried.add(new Attempt(FenceDevice.WATCHDOG, null, asked));
            return new SelfReset(true);
        }
        boolean none = !poisoned && tried.stream().noneMatch(attempt -> attempt.node() != null);
        var reasons = new ArrayList<>(failures);
        if (none) {
            reasons.addAll(offers.remarks());
        }
        if (!trouble.isEmpty()) {
            reasons.add(trouble);
        }
        String why = String.join("; ", reasons.stream().distinct().toList());
        if (none) {
            return new Failure(offers.doubtful() ? FencingRecord.ERROR : FencingRecord.NO_DEVICE, "no device can do it" + (why.isEmpty()
                    ? ": none is configured" : ": " + why));
        }
        return new Failure(lastTimedOut ? FencingRecord.TIMED_OUT : FencingRecord.ERROR, why);
    }

    void begun(Attempt attempt) {
        tried.add(attempt);
    }

    void succeeded(Attempt attempt) {
        done.add(attempt.device() + " on " + attempt.node() + " did '" + attempt.action().word() + "'");
        device++;
    }

    /** The target counts as having reset itself. */
    void selfReset(String how) {
        done.add(how);
        device++;
    }

    void failed(Attempt attempt, boolean timedOut, String reason) {
        lastTimedOut = timedOut;
        failures.add(attempt.device() + " on " + attempt.node() + " could not do '" + attempt.action().word() + "': " + reason);
    }

    /** The target was to reset itself and still answers. */
    void selfResetFailed(String reason) {
        failures.add(reason);
        if (!way.isEmpty() && level < way.size()) {
            level++;
            device = 0;
            done.clear();
        }
    }

    /** The poison pill did not do it. */
    void poisonFailed(String reason) {
        lastTimedOut = false;
        failures.add(reason);
    }

    /** True if one device is enough, so that its success is the end. */
    boolean oneIsEnough() {
        return way != null && way.isEmpty();
    }

    String summary() {
        return String.join(", ", done);
    }
}
