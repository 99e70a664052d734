package io.systole.shell.format;

import io.systole.core.simulate.Injection;
import io.systole.core.simulate.Injector;
import io.systole.core.simulate.Step;

/** Single things that happen in a simulation, each on its line (reference: T-60, T-67, T-74, T-78). */
final class StepText {
    private StepText() {}

    /** Adds the line of a step. */
    static void step(Outline outline, Step step) {
        switch (step) {
            case Step.Mark mark -> outline.item("Pseudo action:   " + mark.key() + mark.node().map(node -> " on " + node).orElse(""));
            case Step.Operation operation -> outline.item(operation(operation));
            case Step.Fencing fencing -> outline.item("Fencing " + fencing.node() + " (" + fencing.action() + ")");
            case Step.ClusterTask task -> outline.item("Cluster action:  " + task.task()
                    + task.resource().map(resource -> " for " + resource).orElse("") + " on " + task.node());
            case Step.Pretence pretence -> outline.raw("Pretending action " + pretence.action() + " failed with rc=" + pretence.exitCode());
            case Step.Attribute attribute -> outline.item(attribute(attribute));
        }
    }

    private static String operation(Step.Operation operation) {
        String name = operation.resource() + " ".repeat(Math.max(0, 15 - operation.resource().length()));
        String interval = operation.intervalMillis() > 0 ? "=" + operation.intervalMillis() : "";
        return "Resource action: " + name + " " + operation.task() + interval + " on " + operation.node();
    }

    private static String attribute(Step.Attribute attribute) {
        return "Injecting attribute " + attribute.name() + "=" + attribute.value() + " into /node_state '" + attribute.nodeId() + "'";
    }

    /** Adds the line of an injection; refusals are told elsewhere. */
    static void event(Outline outline, Injector.Event event) {
        switch (event) {
            case Injector.Event.Applied applied -> outline.item(injection(applied.injection()));
            case Injector.Event.Attribute attribute -> outline.item(attribute(attribute.attribute()));
            case Injector.Event.Refused refused -> { }
        }
    }

    private static String injection(Injection injection) {
        return switch (injection) {
            case Injection.Quorum quorum -> "Setting quorum: " + quorum.value();
            case Injection.Watchdog watchdog -> "Setting watchdog: " + watchdog.value();
            case Injection.NodeUp up -> "Bringing node " + up.node() + " online";
            case Injection.NodeDown down -> "Taking node " + down.node() + " offline";
            case Injection.NodeFail fail -> "Failing node " + fail.node();
            case Injection.TicketGrant grant -> "Granting ticket " + grant.ticket();
            case Injection.TicketRevoke revoke -> "Revoking ticket " + revoke.ticket();
            case Injection.TicketStandby standby -> "Making ticket " + standby.ticket() + " standby";
            case Injection.TicketActivate activate -> "Activating ticket " + activate.ticket();
            case Injection.Operation operation -> "Injecting " + operation.text() + " into the configuration";
        };
    }
}
