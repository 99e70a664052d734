package io.systole.shell.trial;

import static io.systole.core.operation.ExitCode.ARGS;
import static io.systole.core.operation.ExitCode.CONFIGURED;
import static io.systole.core.operation.ExitCode.INSTALLED;
import static io.systole.core.operation.ExitCode.NOT_RUNNING;
import static io.systole.core.operation.ExitCode.OK;

import io.systole.core.cib.Element;
import io.systole.shell.client.AgentRun;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the agent says to parameters that are wrong or not there, and to programs that are not there. Only while nothing runs. */
final class ParameterTrial {
    private static final String VALIDATE = "validate-all";
    private static final String NOWHERE = "/nonexistent/program";
    private static final Map<String, String> WRONG = Map.of("integer", "no-number", "boolean", "perhaps", "select", "no-such-choice");

    private final Calls calls;
    private final Predicate<String> executable;

    /** @param executable whether this absolute path is a program of this node */
    ParameterTrial(Calls calls, Predicate<String> executable) {
        this.calls = calls;
        this.executable = executable;
    }

    void run() {
        if (!calls.subject.has(VALIDATE)) {
            calls.report.skipped("wrong parameters", "the agent has no validate-all");
            return;
        }
        for (Element parameter : calls.subject.knownParameters()) {
            String name = parameter.get("name", "");
            if (TrialSubject.required(parameter) && calls.subject.parameters().containsKey(name)) {
                missing(name);
            }
            String type = parameter.child("content").map(content -> content.get("type", "")).orElse("");
            Optional.ofNullable(WRONG.get(type)).ifPresent(value -> wrong(name, value));
            calls.subject.value(parameter).filter(value -> value.startsWith("/")).filter(executable)
                    .ifPresent(program -> withoutProgram(name));
        }
        withoutPrograms();
    }

    private void missing(String name) {
        var parameters = new TreeMap<>(calls.subject.parameters());
        parameters.remove(name);
        calls.expect(VALIDATE + " without " + name, calls.call(calls.subject.run(VALIDATE, parameters, new TreeMap<>())),
                name + " is required, so its absence is an error of the configuration (6)", ARGS, CONFIGURED);
    }

    private void wrong(String name, String value) {
        calls.prefer(VALIDATE + " with " + name + "=" + value, call(VALIDATE, name, value),
                "who mistypes a value learns it only at the start; check it in validate-all and answer 6", ARGS, CONFIGURED);
    }

    private void withoutProgram(String name) {
        String given = " with " + name + "=" + NOWHERE;
        calls.prefer(VALIDATE + given, call(VALIDATE, name, NOWHERE),
                "a program that is not here is 5 (OCF_ERR_INSTALLED), so that another node is tried", INSTALLED);
        calls.expect("probe" + given, call("monitor", name, NOWHERE),
                "on a node without the program nothing can run, so a probe answers 7 (5 and 2 count as that)",
                NOT_RUNNING, INSTALLED, ARGS);
        calls.prefer("stop" + given, call("stop", name, NOWHERE), "what cannot run is stopped; a failed stop gets the node fenced", OK);
    }

    private void withoutPrograms() {
        AgentRun.End end = calls.bench.runWithoutPrograms(calls.subject.run(VALIDATE));
        String check = VALIDATE + " with a PATH without programs";
        if (Calls.is(end, OK)) {
            calls.report.skipped(check, "the agent finds its programs without PATH, or needs none");
        } else {
            calls.prefer(check, end, "a program that is not here is 5 (OCF_ERR_INSTALLED), so that another node is tried", INSTALLED);
        }
    }

    private AgentRun.End call(String action, String name, String value) {
        var parameters = new TreeMap<>(calls.subject.parameters());
        parameters.put(name, value);
        return calls.call(calls.subject.run(action, parameters, new TreeMap<>()));
    }
}
