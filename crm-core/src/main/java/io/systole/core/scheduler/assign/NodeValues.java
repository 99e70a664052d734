package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;

/** Node attributes as a resource sees them: on a guest node it may mean those of the host (rules 2:P-007, 4:B-42, 4:B-128). */
final class NodeValues {
    private final Board board;

    NodeValues(Board board) {
        this.board = board;
    }

    /**
     * The value that counts for a colocation of {@code resource}; what runs in a bundle always means the host of the container.
     *
     * @return null if it is not set, or if it is not known where the host will be
     */
    String forColocation(Node node, String attribute, Resource resource) {
        if (node == null) {
            return null;
        }
        Resource launcher = node.launcher().orElse(null);
        if (launcher == null || !runsInside(resource) && !meansHost(resource)) {
            return node.attributes().get(attribute);
        }
        return value(board.of(launcher).node, attribute);
    }

    /** The promotion score's value: of the host where the guest will be if the instance has its place, else where it is. */
    String forPromotion(Node node, String attribute, Resource instance) {
        Resource launcher = node.launcher().orElse(null);
        if (launcher == null || !meansHost(instance)) {
            return node.attributes().get(attribute);
        }
        Node host = board.of(instance).assigned ? board.of(launcher).node : launcher.activeOn().stream().findFirst().orElse(null);
        return value(host, attribute);
    }

    private static String value(Node node, String attribute) {
        return node == null ? null : node.attributes().get(attribute);
    }

    /** What runs in a bundle, one instance or all of them. */
    static boolean runsInside(Resource resource) {
        return resource.inClone() && resource.inBundle();
    }

    private static boolean meansHost(Resource resource) {
        return "host".equalsIgnoreCase(resource.meta("container-attribute-target"));
    }

    /** Two values are the same regardless of case, and if both are not set. */
    static boolean same(String a, String b) {
        return a == null || b == null ? a == b : a.equalsIgnoreCase(b);
    }
}
