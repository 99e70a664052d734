package io.systole.shell.trial;

import static io.systole.core.operation.ExitCode.NOT_RUNNING;
import static io.systole.core.operation.ExitCode.OK;
import static io.systole.core.operation.ExitCode.RUNNING_PROMOTED;

import io.systole.shell.client.AgentBench;
import io.systole.shell.client.AgentRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Start, monitor, what else the agent can while it runs, stop; then the same with a start that is killed and a service that crashes. */
final class LifeTrial {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final String CHECK_LEVEL = "OCF_CHECK_LEVEL";
    private static final String STOPPED =
            "a monitor of what is stopped must answer 7 (OCF_NOT_RUNNING), else the cluster takes it for active";
    private static final String STOP = "a failed stop gets a node fenced: it must succeed from every state, also when nothing runs";

    private final Calls calls;
    private final TrialReport report;
    private final InstantSource clock;

    LifeTrial(Calls calls, InstantSource clock) {
        this.calls = calls;
        this.report = calls.report;
        this.clock = clock;
    }

    void run() {
        calls.expect("stop before any start", calls.call("stop"), STOP, OK);
        Instant before = clock.instant();
        if (!calls.expect("start", calls.call("start"), "start must return 0 when the service can be used, and not sooner", OK)) {
            report.skipped("the checks of a running resource", "it does not start");
            stop("stop after the failed start");
            return;
        }
        Duration took = Duration.between(before, clock.instant());
        running();
        stop("stop");
        calls.expect("stop again", calls.call("stop"), STOP, OK);
        calls.expect("monitor after the stop", calls.monitor(), STOPPED, NOT_RUNNING);
        leftovers("after the stop");
        killedStart(took.dividedBy(2).compareTo(SHORTEST) < 0 ? SHORTEST : took.dividedBy(2));
        crash();
    }

    private void running() {
        calls.expect("monitor", calls.monitor(), "after a start that succeeded the monitor must answer 0, at once", OK);
        calls.probe("probe of what runs", OK, "a monitor with interval 0 must find what runs");
        levels();
        calls.expect("start again", calls.call("start"), "a start of what runs must change nothing and answer 0", OK);
        calls.expect("monitor after the second start", calls.monitor(), "the second start has disturbed what ran", OK);
        for (String action : List.of("reload", "reload-agent")) {
            if (calls.subject.has(action) && calls.subject.ocf()) {
                calls.expect(action, calls.call(action), "what is announced in the metadata must work on a running resource", OK);
                calls.expect("monitor after " + action, calls.monitor(), action + " must not interrupt the service", OK);
            }
        }
        notification();
        roles();
        for (String action : List.of("migrate_to", "migrate_from")) {
            if (calls.subject.has(action)) {
                report.skipped(action, "needs a second node");
            }
        }
    }

    private void levels() {
        var levels = new TreeSet<String>();
        calls.subject.actions().stream().filter(action -> action.get("name", "").equals("monitor"))
                .map(action -> action.get("depth", action.get("check_level", "0")))
                .filter(level -> !level.equals("0")).forEach(levels::add);
        for (String level : levels) {
            var parameters = new TreeMap<>(calls.subject.parameters());
            parameters.put(CHECK_LEVEL, level);
            calls.expect("monitor with " + CHECK_LEVEL + "=" + level,
                    calls.monitor(calls.subject.run("monitor", parameters, new TreeMap<>())),
                    "a deeper check of a service that has just been started must succeed", OK);
        }
    }

    private void notification() {
        if (!calls.subject.has("notify")) {
            return;
        }
        var meta = new TreeMap<String, String>();
        meta.put("notify", "true");
        meta.put("notify_type", "post");
        meta.put("notify_operation", "start");
        for (String list : List.of("start", "stop", "promote", "demote", "active", "promoted", "unpromoted", "master", "slave")) {
            meta.put("notify_" + list + "_resource", "");
            meta.put("notify_" + list + "_uname", "");
        }
        calls.prefer("notify", calls.call(calls.subject.run("notify", calls.subject.parameters(), meta)),
                "a notification with empty lists must be taken", OK);
    }

    private void roles() {
        if (!calls.subject.has("promote")) {
            return;
        }
        AgentRun.End promoted = calls.call("promote");
        if (!Calls.is(promoted, OK)) {
            report.warning("promote", Calls.expected(promoted, OK), "here it cannot be told whether it only misses a running cluster");
            calls.call("demote");
            return;
        }
        report.ok("promote");
        calls.expect("monitor of the promoted", calls.monitor(), "it must answer 8 (OCF_RUNNING_PROMOTED)", RUNNING_PROMOTED);
        calls.expect("promote again", calls.call("promote"), "a promotion of what is promoted must change nothing and answer 0", OK);
        calls.expect("demote", calls.call("demote"), "a failed demotion stops the service", OK);
        calls.expect("monitor of the demoted", calls.monitor(), "it runs on, unpromoted, so it must answer 0", OK);
        calls.expect("demote again", calls.call("demote"), "a demotion of what is not promoted must succeed", OK);
    }

    private void stop(String check) {
        calls.expect(check, calls.call("stop"), STOP, OK);
        calls.probe(check + ", then probe", NOT_RUNNING, STOPPED);
    }

    private void killedStart(Duration after) {
        AgentRun.End end = calls.bench.runAndKill(calls.subject.run("start"), after);
        String what = end.finished() ? "start that was not quite killed" : "start killed after " + after.toMillis() + " ms";
        stop("stop after a " + what);
        leftovers("after a " + what);
    }

    private void crash() {
        if (!Calls.is(calls.call("start"), OK)) {
            report.failed("start after all this", "it does not start any more", "stop must leave nothing that is in the way of a start");
            stop("last stop");
            return;
        }
        if (calls.bench.left().processes().isEmpty()) {
            report.skipped("crash of the service", "it has no processes, or they have thrown their environment away");
        } else {
            calls.bench.crash();
            AgentRun.End end = calls.monitor();
            if (end.finished() && end.code() != OK && end.code() != RUNNING_PROMOTED) {
                report.ok("monitor after a crash of the service: " + end.code());
            } else {
                report.failed("monitor after a crash of the service", Calls.expected(end, NOT_RUNNING),
                        "its processes are killed; do not trust a file, ask the process or better the service itself");
            }
        }
        stop("last stop");
        leftovers("after the last stop");
    }

    private void leftovers(String when) {
        AgentBench.Left left = calls.bench.left();
        if (left.processes().isEmpty() && left.files().isEmpty()) {
            report.ok("nothing is left " + when);
        }
        if (!left.processes().isEmpty()) {
            report.failed("processes are left " + when, String.join(", ", left.processes()), "stop must wait until all have ended");
        }
        if (!left.files().isEmpty()) {
            report.warning("files are left in HA_RSCTMP " + when, String.join(", ", left.files()),
                    "stop should remove what start has made");
        }
    }
}
