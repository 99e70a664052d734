package io.systole.samples.failover;

import io.systole.samples.lab.LabNode;
import java.util.List;
import java.util.regex.Pattern;

/** One program with one setting that keeps the floating address on one of two nodes. */
interface Subject {
    /** The floating address that all of them keep. */
    String ADDRESS = "10.77.0.200";

    /** Program and setting, for the table. */
    String name();

    /** The programs without which it cannot be measured; each by its path. */
    List<String> programs();

    /** Writes the settings of a node that has just been given power for the first time. */
    void configure(LabNode node, List<LabNode> all);

    /** Starts the program on a node; does not wait. */
    void start(LabNode node);

    /** Gives the cluster what it shall run, once all nodes have joined for the first time. */
    default void load(List<LabNode> all) {}

    /** Whether this node counts as a whole member and nothing is left to be done. */
    boolean settled(LabNode node, List<LabNode> all);

    /** Asks to move the address away from its holder, in the way in which this program is asked by a person. */
    void moveAway(LabNode holder, LabNode other);

    /** Takes back what {@link #moveAway} leaves, so that the next move can be asked for. */
    void afterMove(LabNode former, List<LabNode> all);

    /** Whether it looks after the address itself, and puts it back when somebody takes it away. */
    boolean monitorsAddress();

    /** Lets it forget that the address had failed; only where it looks after the address. */
    default void forgetFailure(LabNode node) {}

    /** Looks after everything as seldom as after the rest, so that idle nodes are compared with the same work; only where it monitors. */
    default void calm(LabNode node) {}

    /** Which processes of a node belong to it: their names and command lines. */
    Pattern processes();
}
