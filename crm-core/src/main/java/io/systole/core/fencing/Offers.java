package io.systole.core.fencing;

import io.systole.core.fencing.FencingMessage.DeviceOffer;
import io.systole.core.membership.NodeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the members have said that their devices can do about one target, and who should do it (rule C-122). */
final class Offers {
    private final NodeName target;
    private final boolean targetMay;
    private final SortedMap<NodeName, FencingMessage.Offer> answers = new TreeMap<>();
    private final SortedSet<NodeName> open = new TreeSet<>();
    private final SortedSet<NodeName> late = new TreeSet<>();

    /**
     * Nobody has answered yet.
     *
     * @param asked who is to answer
     * @param targetMay whether the target itself may do it if nobody else can
     */
    Offers(NodeName target, Collection<NodeName> asked, boolean targetMay) {
        this.target = target;
        this.targetMay = targetMay;
        this.open.addAll(asked);
    }

    boolean isTarget(NodeName node) {
        return node.equals(target);
    }

    void answered(NodeName node, FencingMessage.Offer offer) {
        answers.put(node, offer);
        if (offer.complete()) {
            open.remove(node);
        }
    }

    /** This node is gone: it neither answers nor does anything. */
    void lost(NodeName node) {
        answers.remove(node);
        open.remove(node);
    }

    /** Nobody is waited for any longer. */
    void timeIsOver() {
        late.addAll(open);
        open.clear();
    }

    /** True if a device may be able to do it that could not be asked now. */
    boolean doubtful() {
        return !late.isEmpty() || answers.values().stream().anyMatch(FencingMessage.Offer::doubtful);
    }

    boolean complete() {
        return open.isEmpty();
    }

    /** Every device that was offered, in the order in which the nodes have them. */
    List<String> devices() {
        Set<String> devices = new LinkedHashSet<>();
        answers.values().forEach(answer -> answer.devices().forEach(offer -> devices.add(offer.device())));
        return List.copyOf(devices);
    }

    /** Devices by which a node must be switched on when it joins. */
    List<String> unfencing() {
        return devices().stream().filter(this::unfences).toList();
    }

    boolean unfences(String device) {
        return answers.values().stream().flatMap(answer -> answer.devices().stream())
                .anyMatch(offer -> offer.device().equals(device) && offer.unfences());
    }

    /** True if a device that has worked lately can do this on a node other than the target. */
    boolean verified(String device, FencingAction action) {
        return answers.entrySet().stream().filter(answer -> !answer.getKey().equals(target))
                .anyMatch(answer -> find(answer.getValue(), device, action).filter(DeviceOffer::verified).isPresent());
    }

    boolean anyVerified(FencingAction action) {
        return devices().stream().anyMatch(device -> verified(device, action));
    }

    /** True if any node other than the target can do this with the device. */
    boolean offered(String device, FencingAction action) {
        return nodes(device, action, true).stream().anyMatch(node -> !node.equals(target));
    }

    /**
     * The nodes that can do this with the device, the best first: not the target and verified; not the target; the target. Of
     * equals the one with the most devices.
     *
     * @param secondHalf true for the "on" after an "off", which the target can never do
     */
    List<NodeName> nodes(String device, FencingAction action, boolean secondHalf) {
        var nodes = new ArrayList<NodeName>();
        answers.forEach((node, answer) -> {
            boolean asTarget = node.equals(target);
            boolean may = !asTarget || !secondHalf && (targetMay || action == FencingAction.ON);
            if (may && find(answer, device, action).isPresent()) {
                nodes.add(node);
            }
        });
        nodes.sort(Comparator.comparing((NodeName node) -> node.equals(target))
                .thenComparing(node -> find(answers.get(node), device, action).filter(DeviceOffer::verified).isEmpty())
                .thenComparing(node -> -answers.get(node).devices().size())
                .thenComparing(Comparator.naturalOrder()));
        return nodes;
    }

    /** Why devices cannot be used, node by node. */
    List<String> remarks() {
        return Stream.concat(answers.values().stream().flatMap(answer -> answer.remarks().stream()),
                late.stream().map(node -> node + " did not say in time what its devices can do")).toList();
    }

    private static Optional<DeviceOffer> find(FencingMessage.Offer answer, String device, FencingAction action) {
        return answer.devices().stream().filter(offer -> offer.device().equals(device) && offer.can(action)).findFirst();
    }
}
