package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.operation.OperationDigests;
import io.systole.core.operation.ParameterDigest;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.LocateCommand;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.ResourceLine;
import io.systole.shell.format.StatusXml;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code crm_resource} tells of resources without changing anything. */
final class ResourceQueries {
    private static final String ITEM = "item";

    private final ResourceTarget target;
    private final Answer answer;

    ResourceQueries(ResourceTarget target, Answer answer) {
        this.target = target;
        this.answer = answer;
    }

    /** All resources and their state. */
    ExitStatus all(PrintWriter out) {
        String list = LocateCommand.list(target.status(), target.context.zone());
        if (answer.xml()) {
            answer.element(new StatusXml(target.status(), target.context.zone()).resources());
        } else {
            out.print(list);
        }
        return answer.end(ExitStatus.OK);
    }

    /** The names of primitives; of the members of clones those of their instances. */
    ExitStatus names() {
        List<String> names = target.status().resources().stream().flatMap(ResourceStatus::primitives).map(PrimitiveStatus::id).toList();
        names.forEach(answer::line);
        answer.element(list("resource names", "resource", names));
        return answer.end(ExitStatus.OK);
    }

    /** A list as programs read it. */
    static Element list(String name, String item, List<String> values) {
        return Element.of("list", "name", name, "count", Integer.toString(values.size()))
                .withChildren(values.stream().map(value -> Element.of(ITEM, "name", item).withText(value)).toList());
    }

    ExitStatus locate() {
        Element resource = target.needed();
        String name = target.options.text("resource").orElseThrow();
        List<PrimitiveStatus> active = target.primitives(resource).stream().filter(PrimitiveStatus::active).toList();
        record Place(String node, boolean promoted) {}
        List<Place> places = active.stream().flatMap(each -> each.activeOn().stream()
                .map(place -> new Place(place.node(), each.role().equals("Promoted")))).distinct().toList();
        boolean quiet = target.options.has("quiet");
        for (Place place : places) {
            answer.line(quiet ? place.node()
                    : "resource " + name + " is running on: " + place.node() + (place.promoted() ? " Promoted" : ""));
        }
        if (places.isEmpty() && !quiet) {
            answer.line("resource " + name + " is NOT running");
        }
        answer.element(Element.of("nodes", "resource", name).withChildren(places.stream().map(place -> {
            Element node = Element.of("node").withText(place.node());
            return place.promoted() ? node.with("state", "promoted") : node;
        }).toList()));
        return answer.end(ExitStatus.OK);
    }

    ExitStatus xml(boolean raw) {
        Element resource = target.needed();
        List<PrimitiveStatus> primitives = target.primitives(resource);
        primitives.forEach(each -> answer.line(ResourceLine.full(each, target.context.zone())));
        String text = CibWriter.text(raw ? resource : expanded(resource));
        answer.line("Resource XML:\n" + text.stripTrailing());
        answer.element(Element.of("resource_config").withChildren(new StatusXml(target.status(), target.context.zone())
                .resource(resource.id()).stream().toList()).plus(Element.of("xml").withText(text)));
        return answer.end(ExitStatus.OK);
    }

    private Element expanded(Element resource) {
        if (resource.is("primitive")) {
            return EffectiveParameters.expanded(target, resource);
        }
        return resource.withChildren(resource.children().stream().map(this::expanded).toList());
    }

    ExitStatus constraints(boolean recursive) {
        Element resource = target.needed();
        new ResourceConstraints(target.cib, recursive, answer).show(target.options.has("force") ? resource : target.collective(resource));
        return answer.end(ExitStatus.OK);
    }

    /** Whether they run, in Pacemaker's words, and below what the scheduler says of each. */
    ExitStatus why() {
        Optional<Element> resource = target.resource();
        Optional<String> node = target.node();
        var told = new ArrayList<Element>();
        var explanations = Scheduler.schedule(target.cib, target.context.clock().instant(), target.context.zone()).explanations();
        List<String> ids = resource.map(each -> List.of(target.options.text("resource").orElseThrow()))
                .orElseGet(() -> target.cib.section("resources").children().stream()
                        .filter(each -> !each.is("template")).map(Element::id).toList());
        for (String id : ids) {
            Element element = resource.orElseGet(() -> target.cib.byId(id).orElseThrow());
            List<PrimitiveStatus> primitives = target.status().resources().stream().filter(top -> top.id().equals(element.id()))
                    .flatMap(ResourceStatus::primitives).toList();
            List<PrimitiveStatus> meant = primitives.isEmpty() ? target.primitives(element) : primitives;
            boolean running = meant.stream().anyMatch(each -> each.active()
                    && (node.isEmpty() || each.activeOn().stream().anyMatch(place -> place.node().equals(node.get()))));
            answer.line("Resource " + id + " is " + (running ? "" : "not ") + "running" + node.map(name -> " on host " + name).orElse(""));
            if (meant.stream().anyMatch(each -> each.targetRole().equalsIgnoreCase("Stopped"))) {
                answer.line("Configuration specifies '" + id + "' should remain stopped");
            }
            if (meant.stream().anyMatch(each -> !each.managed())) {
                answer.line("Configuration specifies '" + id + "' is unmanaged");
            }
            List<String> subjects = Stream.concat(element.tree().map(Element::id), meant.stream().map(PrimitiveStatus::id)).toList();
            explanations.stream().filter(each -> subjects.contains(each.subject()))
                    .forEach(each -> answer.line("  " + each.subject() + ": " + each.text()));
            boolean stopped = meant.stream().anyMatch(each -> each.targetRole().equalsIgnoreCase("Stopped"));
            boolean unmanaged = meant.stream().anyMatch(each -> !each.managed());
            Element check = Element.of("check", "id", target.collective(element).id(), "remain_stopped", stopped ? "true" : null,
                    "unmanaged", unmanaged ? "true" : null);
            told.add(resource.isPresent() ? Element.of("reason", "running", Boolean.toString(running)).plus(check)
                    : Element.of("resource", "id", id, "running", Boolean.toString(running), "host", node.orElse(null)).plus(check));
        }
        answer.element(resource.isPresent() ? told.getFirst()
                : Element.of("reason").plus(Element.of("resources").withChildren(told)));
        return answer.end(ExitStatus.OK);
    }

    /** The digests by which a changed parameter is noticed; values given as operands count instead of the configured ones. */
    ExitStatus digests() {
        Element resource = target.needed();
        String node = target.node().orElseThrow(() -> new UsageException("Must supply a node name with -N"));
        if (!resource.is("primitive")) {
            throw new UsageException("digests are those of a primitive, and " + resource.id() + " is a " + resource.name());
        }
        SortedMap<String, String> parameters = EffectiveParameters.of(target, resource, Optional.of(node));
        for (String operand : target.options.operands()) {
            int equals = operand.indexOf('=');
            if (equals < 1) {
                throw new UsageException("\"" + operand + "\" is no parameter; write NAME=VALUE");
            }
            parameters.put(operand.substring(0, equals), operand.substring(equals + 1));
        }
        Optional<Element> start = history(resource.id(), node);
        Optional<List<String>> secret = start.flatMap(each -> each.attribute("op-secure-params")).map(OperationDigests::names);
        String all = ParameterDigest.operation(parameters, Duration.ZERO, Duration.ZERO).value();
        SortedMap<String, String> open = new TreeMap<>(parameters);
        secret.orElse(List.of()).forEach(open::remove);
        String shown = secret.map(names -> ParameterDigest.operation(open, Duration.ZERO, Duration.ZERO))
                .orElseGet(() -> ParameterDigest.secure(parameters, Duration.ZERO, Duration.ZERO)).value();
        Element digests = Element.of("digests", "resource", resource.id(), "node", node, "task", "start", "interval", "0ms");
        digests = digest(digests, "all", "all parameters", all, parameters);
        digests = digest(digests, "nonprivate", "non-private parameters", shown, open);
        Optional<List<String>> restart = start.flatMap(each -> each.attribute("op-force-restart")).map(OperationDigests::names);
        if (restart.isPresent()) {
            digests = digest(digests, "nonreloadable", "non-reloadable parameters",
                    ParameterDigest.restart(parameters, restart.get()).value(), Map.of());
        }
        answer.element(digests);
        return answer.end(ExitStatus.OK);
    }

    private Element digest(Element digests, String type, String words, String hash, Map<String, String> parameters) {
        answer.line(hash + " (" + words + ")");
        Element around = Element.of("parameters");
        for (Map.Entry<String, String> each : parameters.entrySet()) {
            around = around.with(each.getKey(), each.getValue());
        }
        return digests.plus(Element.of("digest", "type", type, "hash", hash).plus(around));
    }

    private Optional<Element> history(String resource, String node) {
        return target.cib.status().children("node_state").stream().filter(state -> node.equals(state.get("uname")))
                .flatMap(Element::tree).filter(each -> each.is("lrm_resource") && resource.equals(each.id()))
                .flatMap(each -> each.children("lrm_rsc_op").stream())
                .filter(each -> List.of("start", "migrate_from").contains(each.get("operation", ""))).findFirst();
    }
}
