package io.systole.shell.trial;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import io.systole.shell.client.AgentRun;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is tried out.
 *
 * @param agent of class {@code ocf} or {@code lsb}
 * @param metadata its document
 * @param parameters that suit it
 */
public record TrialSubject(AgentId agent, Element metadata, SortedMap<String, String> parameters) {
    private static final String RESOURCE = "crm-ra-test";
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

    public TrialSubject {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    boolean ocf() {
        return agent.agentClass().equals("ocf");
    }

    List<Element> knownParameters() {
        return metadata.child("parameters").map(list -> list.children("parameter")).orElse(List.of());
    }

    List<Element> actions() {
        return metadata.child("actions").map(list -> list.children("action")).orElse(List.of());
    }

    boolean has(String action) {
        return actions().stream().anyMatch(each -> each.get("name", "").equals(action));
    }

    /** The value that the agent works with: the given one or its default. */
    Optional<String> value(Element parameter) {
        return Optional.ofNullable(parameters.get(parameter.get("name", "")))
                .or(() -> parameter.child("content").flatMap(content -> content.attribute("default")));
    }

    static boolean required(Element parameter) {
        return List.of("1", "true").contains(parameter.get("required", ""));
    }

    /** How long an action may take: the longest time that the agent advises. */
    Duration timeout(String action) {
        long longest = actions().stream().filter(each -> each.get("name", "").equals(action))
                .mapToLong(each -> TimeSpan.interval(each.get("timeout", "")).orElse(0)).max().orElse(0);
        return longest == 0 ? USUAL_TIMEOUT : Duration.ofMillis(longest);
    }

    AgentRun run(String action) {
        return run(action, parameters, new TreeMap<>());
    }

    AgentRun run(String action, SortedMap<String, String> changed, SortedMap<String, String> meta) {
        return new AgentRun(agent, RESOURCE, action, Optional.empty(), timeout(action), changed, meta);
    }
}
