package io.systole.shell.tool;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.option.ResourceOption;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code crm_resource} tells of the agents of this node. */
final class AgentQueries {
    private final AgentLibrary agents;
    private final Answer answer;

    AgentQueries(AgentLibrary agents, Answer answer) {
        this.agents = agents;
        this.answer = answer;
    }

    ExitStatus standards() {
        List<String> found = agents.classes();
        found.forEach(answer::line);
        answer.element(Element.of("list", "name", "standards", "count", Integer.toString(found.size()))
                .withChildren(items("item", found)));
        return answer.end(ExitStatus.OK);
    }

    ExitStatus providers() {
        return list(Element.of("providers", "standard", "ocf"), "provider", agents.providers("ocf"));
    }

    ExitStatus agents(String spec) {
        String[] parts = spec.split(":", 2);
        List<String> found = agents.types(parts[0], parts.length > 1 ? parts[1] : "");
        return found.isEmpty() ? answer.failed(ExitStatus.ERROR, "No agents found for standard '" + parts[0] + "'"
                + (parts.length > 1 ? " and provider '" + parts[1] + "'" : "")) : list(Element.of("agents", "standard", parts[0],
                "provider", parts.length > 1 ? parts[1] : null), "agent", found);
    }

    ExitStatus alternatives(String type) {
        List<String> found = agents.providers("ocf").stream().filter(provider -> agents.types("ocf", provider).contains(type)).toList();
        return found.isEmpty() ? answer.failed(ExitStatus.NO_SUCH_OBJECT, "No OCF providers found for " + type)
                : list(Element.of("providers", "for", type), "provider", found);
    }

    ExitStatus metadata(String spec) {
        String[] parts = spec.split(":");
        boolean readable = parts.length == 3 || parts.length == 2 && !parts[0].equals("ocf");
        if (!readable || Arrays.stream(parts).anyMatch(String::isEmpty)) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "'" + spec + "' is not a valid agent specification");
        }
        Optional<String> metadata = agents.metadata(new AgentId(parts[0], parts.length == 3 ? parts[1] : "", parts[parts.length - 1]));
        if (metadata.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "Metadata query for " + spec + " failed: No such device or address");
        }
        answer.say(metadata.get().stripTrailing(), Element.of("metadata").withText(metadata.get()));
        return answer.end(ExitStatus.OK);
    }

    ExitStatus options(String kind) {
        if (!kind.equals("primitive")) {
            throw new UsageException("--list-options=" + kind + " is not possible; it takes primitive"
                    + (kind.equals("fencing") ? ", and \"crm ra info stonith:AGENT\" tells of fence agents" : ""));
        }
        for (ResourceOption option : ResourceOption.values()) {
            String name = option.xmlName();
            answer.say("  * " + name + ": " + option.definition().help(), Element.of("option", "name", name)
                    .withText(option.definition().help()));
        }
        return answer.end(ExitStatus.OK);
    }

    private ExitStatus list(Element around, String item, List<String> values) {
        values.forEach(answer::line);
        answer.element(around.withChildren(items(item, values)));
        return answer.end(ExitStatus.OK);
    }

    private static List<Element> items(String item, List<String> values) {
        return values.stream().map(value -> Element.of(item).withText(value)).toList();
    }
}
