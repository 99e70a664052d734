package io.systole.core.fencing;

import io.systole.core.membership.NodeName;

/** What people want to know about the devices registered on a node. */
public sealed interface DeviceQuestion {
    /** Which are registered? */
    record Registered() implements DeviceQuestion {}

    /** Which can fence this node? */
    record CanFence(NodeName target) implements DeviceQuestion {}

    /** Which nodes does this device know? */
    record Targets(String device) implements DeviceQuestion {}

    /** Does this device answer its monitor? */
    record Monitor(String device) implements DeviceQuestion {}
}
