package io.systole.samples.lab;

import java.util.List;

/** A cluster of all nodes of a lab, made as the README says. */
final class Members {
    private Members() {}

    /** Powers all nodes on, makes a cluster of this name on the first, gives its settings to the others and starts the daemons. */
    static void start(Lab lab, String cluster) {
        List<LabNode> nodes = List.copyOf(lab.nodes().values());
        LabNode first = nodes.getFirst();
        nodes.forEach(LabNode::powerOn);
        first.initCluster(cluster, nodes);
        for (LabNode node : nodes) {
            if (node != first) {
                node.takeSettingsOf(first);
            }
            node.startDaemon();
        }
    }
}
