package io.systole.shell.trial;

import static io.systole.core.operation.ExitCode.NOT_RUNNING;
import static io.systole.core.operation.ExitCode.OK;
import static io.systole.core.operation.ExitCode.UNIMPLEMENTED;

import io.systole.core.operation.UniversalParameters;
import io.systole.core.wording.Nearest;
import io.systole.shell.client.AgentBench;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tries out whether an agent keeps its contract, from the metadata to the last stop. What runs already is not touched: if the
 * first probe finds something, or cannot tell, nothing is started.
 */
public final class AgentTrial {
    private static final String UNKNOWN = "no-such-action";

    private final Calls calls;
    private final TrialSubject subject;
    private final TrialReport report;
    private final InstantSource clock;
    private final Predicate<String> executable;

    /**
     * @param clock measures how long a start takes
     * @param executable whether this absolute path is a program of this node
     */
    public AgentTrial(AgentBench bench, TrialSubject subject, TrialReport report, InstantSource clock, Predicate<String> executable) {
        this.calls = new Calls(bench, subject, report);
        this.subject = subject;
        this.report = report;
        this.clock = clock;
        this.executable = executable;
    }

    /** Does it. Blocks as long as the agent takes. */
    public void run() {
        if (subject.ocf()) {
            new MetadataRules(subject, report).check();
        } else if (!subject.metadata().child("longdesc").map(each -> each.text().contains("Provides:")).orElse(false)) {
            report.warning("header", "the script has no INIT INFO block with Provides", "add one, so that people know what it is");
        } else {
            report.ok("header");
        }
        if (!parameters()) {
            return;
        }
        if (subject.ocf()) {
            words();
        }
        if (!calls.probe("probe before any start", NOT_RUNNING,
                "if this resource runs here already, stop it first or give other parameters; else the agent must answer 7")) {
            report.skipped("everything else", "what may be running is not touched");
            return;
        }
        if (subject.ocf()) {
            if (subject.has("validate-all") && !calls.expect("validate-all", calls.call("validate-all"),
                    "give parameters that suit this node, or mend the check", OK)) {
                report.skipped("everything else", "with these parameters it would not start");
                return;
            }
            new ParameterTrial(calls, executable).run();
        }
        new LifeTrial(calls, clock).run();
    }

    private boolean parameters() {
        List<String> names = subject.knownParameters().stream().map(each -> each.get("name", "")).toList();
        boolean good = true;
        for (String given : subject.parameters().keySet()) {
            if (!names.contains(given) && !UniversalParameters.contains(given)) {
                good = false;
                report.failed("parameter " + given, "the agent does not announce it",
                        "leave it out or announce it" + Nearest.hint(given, names));
            }
        }
        for (String name : subject.knownParameters().stream().filter(TrialSubject::required)
                .map(each -> each.get("name", "")).filter(name -> !subject.parameters().containsKey(name)).toList()) {
            good = false;
            report.failed("parameter " + name, "it is required", "add " + name + "=VALUE to the command");
        }
        if (!good) {
            report.skipped("everything else", "it needs the right parameters");
        }
        return good;
    }

    /** What the agent understands. */
    private void words() {
        calls.prefer("usage", calls.call("usage"), "tell who tries the agent by hand how it is called", OK);
        calls.expect("unknown action", calls.call(UNKNOWN), "what the agent does not know it must answer with 3 (OCF_ERR_UNIMPLEMENTED)",
                UNIMPLEMENTED);
    }
}
