package io.systole.core.controller.status;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Fail counts and times of the last failure, as transient attributes (B.4 of the controller and status reference). */
public final class FailCounts {
    private static final int INFINITY = 1_000_000;

    private FailCounts() {}

    /** What a failure does to the counter. */
    public enum Weight {
        /** Only the time of the failure is noted. */
        NONE,
        /** One more. */
        ONE,
        /** The node is out of the question until somebody cleans up. */
        INFINITE
    }

    /**
     * How much a failed operation weighs; empty if it does not count at all (rule C-52).
     *
     * @param ignored whether the operation has {@code on-fail=ignore}
     * @param startIsFatal the option {@code start-failure-is-fatal}
     * @param outside true if no DC ordered the operation
     */
    public static Optional<Weight> weight(OperationKey key, boolean ignored, boolean startIsFatal, boolean outside) {
        Optional<Weight> weight = switch (key.operation()) {
            case "stop" -> Optional.of(Weight.INFINITE);
            case "start" -> Optional.of(startIsFatal ? Weight.INFINITE : Weight.ONE);
            case "promote", "demote" -> Optional.of(Weight.ONE);
            default -> key.recurring() || outside ? Optional.of(Weight.ONE) : Optional.empty();
        };
        return weight.map(counted -> ignored ? Weight.NONE : counted);
    }

    /** The CIB after a failure. */
    public static Cib raise(Cib cib, NodeName node, OperationKey key, Weight weight, Instant now) {
        String suffix = suffix(key);
        String name = "fail-count-" + suffix;
        Cib counted = switch (weight) {
            case NONE -> cib;
            case ONE -> NodeAttributes.set(cib, node, name, more(NodeAttributes.get(cib, node, name).orElse("0")));
            case INFINITE -> NodeAttributes.set(cib, node, name, "INFINITY");
        };
        return NodeAttributes.set(counted, node, "last-failure-" + suffix, Long.toString(now.getEpochSecond()));
    }

    /** The CIB without the failures of a resource on a node (rule C-56). */
    public static Cib clear(Cib cib, NodeName node, ResourceId resource) {
        return NodeAttributes.remove(cib, node, of(resource));
    }

    /** True if a failure of this resource is noted on this node. */
    public static boolean any(Cib cib, NodeName node, ResourceId resource) {
        Predicate<String> name = of(resource);
        return NodeStates.find(cib, node).tree().anyMatch(element -> element.is("nvpair") && name.test(element.get("name", "")));
    }

    private static Predicate<String> of(ResourceId resource) {
        return name -> name.startsWith("fail-count-" + resource + "#") || name.startsWith("last-failure-" + resource + "#");
    }

    private static String suffix(OperationKey key) {
        return key.resource() + "#" + key.operation() + "_" + key.interval().toMillis();
    }

    private static String more(String value) {
        if (value.equals("INFINITY")) {
            return value;
        }
        try {
            int next = Integer.parseInt(value) + 1;
            return next >= INFINITY ? "INFINITY" : Integer.toString(next);
        } catch (NumberFormatException notANumber) {
            return "1";
        }
    }
}
