package io.systole.shell.tool;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.option.TimeSpan;
import io.systole.core.status.PrimitiveStatus;
import io.systole.shell.client.AgentRun;
import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.ResourceLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code crm_resource --validate} and {@code --force-*}: runs an agent here and now, as the user who calls, and does not ask the
 * cluster. Only in the caller's own process: the daemon runs no agent on anybody's word.
 */
final class AgentActions {
    /** Options that run an agent, in the order in which they count. */
    static final List<String> ACTIONS =
            List.of("validate", "force-start", "force-stop", "force-promote", "force-demote", "force-check");

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

    private final ToolCall call;
    private final ToolContext context;
    private final Options options;
    private final Answer answer;

    AgentActions(ToolCall call, ToolContext context, Options options, Answer answer) {
        this.call = call;
        this.context = context;
        this.options = options;
        this.answer = answer;
        if (context.files().isEmpty()) {
            throw new UsageException("agents are run by the tool itself and not by the daemon; call it without SYSTOLE tricks");
        }
    }

    /** Checks parameters that stand on the command line alone. */
    ExitStatus validateGiven() {
        String agentClass = options.text("class").orElse("");
        String type = options.text("agent").orElse("");
        String provider = options.text("provider").orElse("");
        if (agentClass.isEmpty() || type.isEmpty() || agentClass.equals("ocf") && provider.isEmpty()) {
            throw new UsageException("name the agent: --class, --agent, and --provider for class ocf; or a resource with -r");
        }
        return run("validate", new AgentId(agentClass, provider, type), Optional.empty(), options.pairs("option"), Optional.empty());
    }

    ExitStatus run(String action, ResourceTarget target) {
        Element resource = target.needed();
        if (!resource.is("primitive")) {
            answer.line("Sorry, the " + action + " option doesn't support " + resource.name() + " resources");
            return answer.failed(ExitStatus.UNSUPPORTED, "Error performing operation: Unimplemented; name a primitive");
        }
        Optional<String> here = localNode();
        boolean starts = !List.of("validate", "force-stop", "force-check").contains(action);
        boolean running = here.isPresent() && target.clone(resource) != resource
                && target.primitives(resource).stream().filter(PrimitiveStatus::active).flatMap(each -> each.activeOn().stream())
                        .anyMatch(place -> place.node().equals(here.get()));
        if (starts && running && !options.has("force")) {
            return answer.failed(ExitStatus.UNSAFE, "it is not safe to " + action.substring("force-".length()) + " " + resource.id()
                    + " here: the cluster says that an instance of " + target.clone(resource).id() + " runs on " + here.get()
                    + ". To do it all the same, add --force");
        }
        Element whole = EffectiveParameters.expanded(target, resource);
        SortedMap<String, String> parameters = EffectiveParameters.of(target, resource, here);
        parameters.putAll(options.pairs("option"));
        var agent = new AgentId(whole.get("class", "?"), whole.get("provider", ""), whole.get("type", "?"));
        return run(action, agent, Optional.of(resource.id()), parameters, here);
    }

    private Optional<String> localNode() {
        try {
            return context.connection().localNode().map(NodeName::value);
        } catch (NotConnectedException withoutCluster) {
            return Optional.empty();
        }
    }

    private ExitStatus run(String action, AgentId agent, Optional<String> resource, SortedMap<String, String> parameters,
            Optional<String> node) {
        options.text(action).ifPresent(level -> parameters.put("OCF_CHECK_LEVEL", level));
        Duration timeout = options.value("timeout").map(text -> Duration.ofMillis(TimeSpan.interval(text)
                .orElseThrow(() -> new UsageException("\"" + text + "\" is no time; write for example 20s")))).orElse(USUAL_TIMEOUT);
        AgentRun.End end;
        try {
            end = context.agents().run(new AgentRun(agent, resource.orElse("test"), word(action), node, timeout, parameters,
                    new TreeMap<>()));
        } catch (UnsupportedOperationException nobody) {
            return answer.failed(ExitStatus.UNSUPPORTED, nobody.getMessage());
        }
        ExitStatus status = ExitStatus.ofAgent(end.code());
        if (status != ExitStatus.OK) {
            answer.error("Error performing operation: " + status.text());
        }
        answer.line("Operation " + action + resource.map(id -> " for " + id).orElse("") + " (" + agent + ") returned " + end.code() + " ("
                + ResourceLine.exitCode(end.code()) + (end.reason().isEmpty() ? "" : ": " + end.reason()) + ")");
        if (!end.output().isBlank()) {
            answer.line(end.output().stripTrailing());
        }
        answer.element(element(action, agent, resource, parameters, end));
        return answer.end(status);
    }

    private static String word(String action) {
        return switch (action) {
            case "validate" -> "validate-all";
            case "force-check" -> "monitor";
            default -> action.substring("force-".length());
        };
    }

    private static Element element(String action, AgentId agent, Optional<String> resource, SortedMap<String, String> parameters,
            AgentRun.End end) {
        Element outer = Element.of("resource-agent-action", "action", action, "class", agent.agentClass(), "type", agent.type());
        outer = resource.isPresent() ? outer.with("rsc", resource.get()) : outer;
        outer = agent.provider().isEmpty() ? outer : outer.with("provider", agent.provider());
        Element overrides = Element.of("overrides").withChildren(resource.isPresent() ? List.of() : parameters.entrySet().stream()
                .map(each -> Element.of("override", "name", each.getKey(), "value", each.getValue())).toList());
        Element status = Element.of("agent-status", "code", Integer.toString(end.code()), "message", ResourceLine.exitCode(end.code()),
                "execution_code", end.finished() ? "0" : "4", "execution_message", end.finished() ? "complete" : "Error");
        outer = outer.plus(overrides).plus(end.reason().isEmpty() ? status : status.with("reason", end.reason()));
        return end.output().isBlank() ? outer
                : outer.plus(Element.of("command").plus(Element.of("output", "source", "stdout").withText(end.output())));
    }
}
