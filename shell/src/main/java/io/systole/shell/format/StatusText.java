package io.systole.shell.format;

import io.systole.core.status.ClusterStatus;
import io.systole.core.status.Summary;
import java.util.Optional;

/** The text of {@code crm_mon -1}, in the layout of Pacemaker 2.1 to the character. */
public final class StatusText {
    private final StatusView view;

    /** For this view. */
    public StatusText(StatusView view) {
        this.view = view;
    }

    /**
     * The whole text.
     *
     * @param live what is known of the daemon; empty for a CIB file
     */
    public String render(ClusterStatus status, Optional<Liveness> live) {
        String header = live.filter(daemon -> view.shows(Section.STACK))
                .map(daemon -> "Status of systoled: '" + daemon.state() + "' (last updated " + Texts.utc(daemon.updated()) + ")\n")
                .orElse("");
        return header + outline(status, live).text();
    }

    Outline outline(ClusterStatus status, Optional<Liveness> live) {
        var outline = new Outline();
        summary(status, live, outline);
        new NodeText(view, outline).list(status);
        new ResourceText(view, outline).list(status);
        new HistoryText(view, outline).sections(status);
        return outline;
    }

    private void summary(ClusterStatus status, Optional<Liveness> live, Outline outline) {
        Summary summary = status.summary();
        if (Section.HEADLINES.stream().anyMatch(view::shows)) {
            outline.begin("Cluster Summary");
            if (view.shows(Section.STACK)) {
                outline.item("Stack: " + summary.stack());
            }
            if (view.shows(Section.DC)) {
                outline.item("Current DC: " + summary.dc().map(dc -> dc(dc, summary)).orElse("NONE"));
            }
            if (view.shows(Section.TIMES)) {
                outline.item("Last updated: " + Texts.time(status.at(), view.zone()));
                outline.item("Last change:  " + lastChange(summary.lastChange()));
            }
            if (view.shows(Section.COUNTS)) {
                outline.item(summary.nodes() + (summary.nodes() == 1 ? " node configured" : " nodes configured"));
                outline.item(instances(summary));
            }
            if (view.shows(Section.OPTIONS)) {
                options(summary, outline);
            }
            live.ifPresent(daemon -> daemon.warnings().forEach(warning -> outline.item("WARNING: " + warning, "warning")));
            live.ifPresent(daemon -> daemon.waits().forEach(outline::item));
            outline.end();
        }
        if (view.shows(Section.MAINT_MODE) && (summary.maintenance() || summary.stopAll())) {
            outline.raw("", "              *** Resource management is DISABLED ***", summary.maintenance()
                    ? "  The cluster will not attempt to start, stop or recover services"
                    : "  The cluster will keep all resources stopped");
        }
    }

    private static void options(Summary summary, Outline outline) {
        Summary.Policy policy = summary.policy();
        outline.item("STONITH of failed nodes " + (policy.fencing() ? "enabled" : "disabled"));
        outline.item("Cluster is " + (policy.symmetric() ? "symmetric" : "asymmetric"));
        outline.item("No quorum policy: " + switch (policy.withoutQuorum()) {
            case "freeze" -> "Freeze resources";
            case "ignore" -> "Ignore";
            case "demote" -> "Demote promotable resources and stop all other resources";
            case "fence", "suicide" -> "Suicide";
            default -> "Stop ALL resources";
        });
    }

    private String dc(Summary.Dc dc, Summary summary) {
        String name = view.detail() && !dc.id().equals(dc.name()) ? dc.name() + " (" + dc.id() + ")" : dc.name();
        return name + " (version " + (summary.version().isEmpty() ? "unknown" : summary.version()) + ") - partition "
                + (summary.quorate() ? "with" : "WITHOUT") + " quorum";
    }

    private static String lastChange(Summary.LastChange change) {
        return change.time()
                + (change.user().isEmpty() ? "" : " by " + change.user())
                + (change.client().isEmpty() ? "" : " via " + change.client())
                + (change.origin().isEmpty() ? "" : " on " + change.origin());
    }

    private static String instances(Summary summary) {
        String text = summary.instances() + (summary.instances() == 1 ? " resource instance configured" : " resource instances configured");
        String disabled = summary.disabled() > 0 ? summary.disabled() + " DISABLED" : "";
        String blocked = summary.blocked() > 0 ? summary.blocked() + " BLOCKED from further action due to failure" : "";
        String separator = disabled.isEmpty() || blocked.isEmpty() ? "" : ", ";
        return disabled.isEmpty() && blocked.isEmpty() ? text : text + " (" + disabled + separator + blocked + ")";
    }
}
