package io.systole.core.scheduler.reason;

import io.systole.core.membership.NodeName;
import java.util.List;

/** What is to become of a resource or a node, with all its reasons. {@link DecisionText} says it to people. */
public sealed interface Decision {
    /**
     * A primitive is to run.
     *
     * @param from where it is active now
     * @param node where it is to be
     * @param promoted whether it is to be promoted there
     * @param score its score there
     * @param parts what the score is made of, in the order in which it was added
     */
    record Runs(List<NodeName> from, NodeName node, boolean promoted, int score, List<ScoreReason> parts) implements Decision {
        public Runs {
            from = List.copyOf(from);
            parts = List.copyOf(parts);
        }
    }

    /** One part of a score. */
    record ScoreReason(int score, Reason reason) {}

    /**
     * A primitive is to run nowhere.
     *
     * @param active whether it runs now
     * @param general reasons that hold for every node
     * @param nodes for each node what is against it; empty if a general reason is enough
     */
    record Stops(boolean active, List<Reason> general, List<Obstacle> nodes) implements Decision {
        public Stops {
            general = List.copyOf(general);
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Why a node does not get the resource.
     *
     * @param node the node
     * @param state the node's state if it can take nothing; empty if it could
     * @param bans what bans the resource there
     */
    record Obstacle(NodeName node, String state, List<Reason> bans) {
        public Obstacle {
            bans = List.copyOf(bans);
        }
    }

    /** It should run there but cannot be started; {@code active} if it runs there and is to be stopped therefore. */
    record CannotStart(NodeName node, boolean active, Reason reason) implements Decision {}

    /** The cluster may not touch it. */
    record LeftAlone(Reason reason, List<NodeName> activeOn) implements Decision {
        public LeftAlone {
            activeOn = List.copyOf(activeOn);
        }
    }

    /** A failure, a lost ticket or being active on several nodes keeps the cluster from touching it. */
    record Blocked(List<NodeName> activeOn) implements Decision {
        public Blocked {
            activeOn = List.copyOf(activeOn);
        }
    }

    /** It is not in the configuration any more. */
    record Removed(Remains remains) implements Decision {}

    /** What becomes of what is left of a removed resource. */
    enum Remains {
        LEFT_ALONE,
        EXCESS_INSTANCE,
        DELETED
    }

    /** A node is unclean. */
    record Unclean(NodeName node, Reason reason) implements Decision {}

    /** A guest goes down with what it lives in. */
    record BroughtDown(String launcher) implements Decision {}

    /** A node leaves the cluster. */
    record Leaves() implements Decision {}
}
