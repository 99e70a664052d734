package io.systole.core.simulation;

import io.systole.core.node.NodePorts;

/** Makes the production code of a daemon behave as if it had a defect, by what its ports tell it and do for it. */
interface Defect {
    /**
     * The border of a daemon that starts.
     *
     * @param daemon its executor, timers and transport are there already
     * @param ports as they are without the defect
     */
    NodePorts in(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports);
}
