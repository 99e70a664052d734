package io.systole.shell.command;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.operation.UniversalParameters;
import io.systole.core.wording.Nearest;
import io.systole.shell.client.AgentLibrary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether the agents of this node can do what primitives want of them: the agent is there, has the parameters and operations
 * that are named, and gets those that it requires. Of fence agents and alert programs only whether they are there; where no agent is
 * known, nothing is said.
 */
final class AgentCheck {
    private static final Set<String> CHECKED = Set.of("ocf", "lsb");

    private final AgentLibrary agents;
    private final Cib cib;
    private final Map<AgentId, Optional<Element>> metadata = new HashMap<>();
    /** What forbids to use the configuration as it is, one sentence each. */
    final List<String> errors = new ArrayList<>();
    /** What is probably not meant. */
    final List<String> warnings = new ArrayList<>();

    private AgentCheck(AgentLibrary agents, Cib cib) {
        this.agents = agents;
        this.cib = cib;
    }

    /** Looks at the primitives and alerts that are not in the old configuration as they are in the new one. */
    static AgentCheck ofChanges(AgentLibrary agents, Cib before, Cib after) {
        var check = new AgentCheck(agents, after);
        primitives(after).filter(primitive -> primitives(before).noneMatch(primitive::equals)).forEach(check::primitive);
        List<Element> known = before.section("alerts").children("alert");
        after.section("alerts").children("alert").stream().filter(alert -> !known.contains(alert)).forEach(check::alert);
        return check;
    }

    /** Looks at all of them. */
    static AgentCheck ofAll(AgentLibrary agents, Cib cib) {
        return ofChanges(agents, Cib.empty(), cib);
    }

    private static Stream<Element> primitives(Cib cib) {
        return cib.section("resources").tree().filter(element -> element.is("primitive"));
    }

    private void primitive(Element primitive) {
        Optional<Element> template = primitive.attribute("template").flatMap(cib::byId);
        Element kind = template.orElse(primitive);
        String agentClass = kind.get("class", "");
        String type = kind.get("type", "");
        if (agentClass.equals("stonith") && agents.classes().contains(agentClass)) {
            fenceDevice(primitive, type);
            return;
        }
        if (agentClass.equals("systemd") && agents.classes().contains(agentClass)) {
            unit(primitive, type);
            return;
        }
        if (type.isEmpty() || !CHECKED.contains(agentClass) || !agents.classes().contains(agentClass)) {
            return;
        }
        var agent = new AgentId(agentClass, kind.get("provider", ""), type);
        String where = "primitive \"" + primitive.id() + "\": ";
        List<String> types = agents.types(agent.agentClass(), agent.provider());
        if (!types.contains(agent.type())) {
            errors.add(where + "the agent " + agent + " is not installed on this node"
                    + Nearest.hint(agent.type(), types, "install it on every node, or choose one of \"crm ra list " + agent.agentClass()
                    + (agent.provider().isEmpty() ? "" : " " + agent.provider()) + "\""));
            return;
        }
        metadata.computeIfAbsent(agent, this::read).ifPresent(known -> {
            List<Element> parts = template.map(base -> List.of(primitive, base)).orElse(List.of(primitive));
            parameters(where, agent, known, parts);
            operations(where, agent, known, primitive);
        });
    }

    /** Not every node needs the agent of a device, so a missing one forbids nothing. */
    private void fenceDevice(Element primitive, String type) {
        List<String> types = agents.types("stonith", "");
        if (!types.contains(type) && !type.equals("fence_watchdog")) {
            warnings.add("primitive \"" + primitive.id() + "\": the fence agent " + type + " is not installed on this node"
                    + Nearest.hint(type, types, "the device can fence only from nodes that have it; install fence-agents"));
        }
    }

    /** Each node runs the program for itself, and this is but one of them, so a missing one forbids nothing. */
    private void alert(Element alert) {
        String path = alert.get("path", "");
        if (path.startsWith("/")) {
            agents.obstacle(path).ifPresent(why -> warnings.add("alert \"" + alert.id() + "\": on this node it cannot be run: " + why
                    + "; every node needs the program"));
        }
    }

    /** As with fence agents; instances of templates have no file of their own. */
    private void unit(Element primitive, String type) {
        List<String> types = agents.types("systemd", "");
        String service = ".service";
        String plain = type.endsWith(service) ? type.substring(0, type.length() - service.length()) : type;
        if (!plain.contains("@") && !types.contains(plain)) {
            warnings.add("primitive \"" + primitive.id() + "\": there is no systemd unit " + plain + " on this node"
                    + Nearest.hint(plain, types, "the resource can run only on nodes that have it"));
        }
    }

    private Optional<Element> read(AgentId agent) {
        try {
            return agents.metadata(agent).map(AgentDocument::read);
        } catch (CibParseException unreadable) {
            warnings.add("the metadata of " + agent + " is no XML (" + unreadable.getMessage() + "), so its parameters are not checked");
            return Optional.empty();
        }
    }

    private void parameters(String where, AgentId agent, Element known, List<Element> parts) {
        List<Element> parameters = AgentDocument.parameters(known);
        Set<String> names = names(parameters.stream());
        List<Element> sets = parts.stream().flatMap(part -> part.children("instance_attributes").stream()).toList();
        Set<String> given = names(sets.stream().flatMap(set -> set.children("nvpair").stream()));
        for (String name : given) {
            if (!names.isEmpty() && !names.contains(name) && !UniversalParameters.contains(name)) {
                errors.add(where + agent + " has no parameter \"" + name + "\""
                        + Nearest.hint(name, names, "\"crm ra info " + agent + "\" lists them"));
            }
        }
        if (sets.stream().flatMap(Element::tree).anyMatch(element -> element.get("id-ref") != null)) {
            return;
        }
        parameters.stream().filter(parameter -> AgentDocument.isRequired(agent.agentClass(), parameter))
                .filter(parameter -> AgentDocument.names(known, parameter).noneMatch(given::contains))
                .map(parameter -> parameter.get("name", ""))
                .forEach(name -> errors.add(where + agent + " requires the parameter \"" + name + "\"; add params " + name + "=VALUE"));
    }

    private void operations(String where, AgentId agent, Element known, Element primitive) {
        Set<String> actions = names(known.child("actions").stream().flatMap(list -> list.children("action").stream()));
        Set<String> wanted = names(primitive.child("operations").stream().flatMap(list -> list.children("op").stream()));
        for (String name : wanted) {
            if (!actions.isEmpty() && !actions.contains(name)) {
                warnings.add(where + agent + " has no operation \"" + name + "\""
                        + Nearest.hint(name, actions, "it has " + String.join(", ", actions)));
            }
        }
    }

    private static Set<String> names(Stream<Element> elements) {
        var names = new TreeSet<String>();
        elements.map(element -> element.get("name", "")).filter(name -> !name.isEmpty()).forEach(names::add);
        return names;
    }
}
