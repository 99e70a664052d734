package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.core.status.PrimitiveStatus;
import io.systole.shell.format.DateText;
import io.systole.shell.format.ResourceLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code crm_resource --list-operations} and {@code --list-all-operations}: what the history of the nodes tells. */
final class ResourceOperations {
    private final ResourceTarget target;
    private final Answer answer;

    ResourceOperations(ResourceTarget target, Answer answer) {
        this.target = target;
        this.answer = answer;
    }

    void show(boolean all) {
        Optional<String> node = target.node();
        Optional<Element> resource = target.resource();
        List<PrimitiveStatus> primitives = resource.map(target::primitives)
                .orElseGet(() -> target.status().resources().stream().flatMap(top -> top.primitives()).toList());
        var found = new ArrayList<Element>();
        for (Element state : target.cib.status().children("node_state")) {
            String name = state.get("uname", "");
            if (node.map(name::equals).orElse(true)) {
                state.children("lrm").stream().flatMap(lrm -> lrm.children("lrm_resources").stream())
                        .flatMap(list -> list.children("lrm_resource").stream())
                        .forEach(history -> show(name, history, primitives, all, found));
            }
        }
        answer.element(Element.of("operations").withChildren(found));
    }

    private void show(String node, Element history, List<PrimitiveStatus> primitives, boolean all, List<Element> found) {
        Optional<PrimitiveStatus> primitive = primitives.stream()
                .filter(each -> each.id().equals(history.id()) || each.name().equals(history.id()))
                .max(Comparator.comparing(each -> each.activeOn().stream().anyMatch(place -> place.node().equals(node))));
        if (primitive.isEmpty()) {
            return;
        }
        List<Element> operations = history.children("lrm_rsc_op").stream()
                .sorted(Comparator.comparingLong(ResourceOperations::call)).toList();
        for (Element operation : all ? operations : active(operations)) {
            answer.line(ResourceLine.withoutNode(primitive.get(), target.context.zone()) + ": " + text(node, operation));
            found.add(element(node, operation, primitive.get()));
        }
    }

    /** What has been done since it was started last, or is being done; nothing once it was stopped. */
    private static List<Element> active(List<Element> operations) {
        var active = new ArrayList<Element>();
        for (Element operation : operations) {
            String task = operation.get("operation", "");
            boolean done = "0".equals(operation.get("rc-code"));
            boolean ends = done && (task.equals("stop") || task.equals("migrate_to"));
            if (ends || task.equals("start") || task.equals("migrate_from")) {
                active.clear();
            }
            if (!ends && !"7".equals(operation.get("rc-code"))) {
                active.add(operation);
            }
        }
        return active;
    }

    private static long call(Element operation) {
        String call = operation.get("call-id", "0");
        return call.matches("-?\\d{1,18}") ? Long.parseLong(call) : 0;
    }

    private static int number(Element operation, String attribute) {
        String text = operation.get(attribute, "");
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static String key(Element operation) {
        return operation.get("operation_key", operation.get("id", ""));
    }

    private Optional<String> changed(Element operation) {
        return operation.attribute("last-rc-change").filter(text -> text.matches("\\d{1,12}"))
                .map(text -> DateText.local(Instant.ofEpochSecond(Long.parseLong(text)), target.context.zone()));
    }

    private String text(String node, Element operation) {
        return key(operation) + " (node=" + node + ", call=" + operation.get("call-id", "0") + ", rc=" + operation.get("rc-code", "")
                + Stream.of(changed(operation).map(date -> ", last-rc-change='" + date + "'"),
                        operation.attribute("exec-time").map(time -> ", exec=" + time + "ms")).flatMap(Optional::stream)
                        .reduce("", String::concat)
                + "): " + ResourceLine.executionStatus(number(operation, "op-status"));
    }

    private Element element(String node, Element operation, PrimitiveStatus primitive) {
        Element element = Element.of("operation", "op", key(operation), "node", node, "call", operation.get("call-id", "0"),
                "rc", operation.get("rc-code", ""), "status", ResourceLine.executionStatus(number(operation, "op-status")),
                "rsc", primitive.id(), "agent", primitive.agent());
        Element dated = changed(operation).map(date -> element.with("last-rc-change", date)).orElse(element);
        return operation.attribute("exec-time").map(time -> dated.with("exec-time", time)).orElse(dated);
    }
}
