package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.ParameterDigest;
import io.systole.core.option.WholeNumber;
import io.systole.core.transition.GraphAction;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Writes into the status section what nodes would write. */
final class StatusEditor {
    private static final String UUID = "00000000-0000-4000-8000-000000000000";

    private final Cib original;
    private final Instant now;
    private Element status;

    StatusEditor(Cib cib, Instant now) {
        this.original = cib;
        this.now = now;
        this.status = cib.status();
    }

    Cib cib() {
        return original.withStatus(status);
    }

    /** The result of an operation, as a history entry; that an instance was told of something leaves no trace. */
    void result(GraphAction.ResourceAction action) {
        OperationRequest request = action.request();
        if (request.key().operation().equals("notify")) {
            return;
        }
        boolean reload = request.key().operation().equals("reload-agent");
        String operation = reload ? "start" : request.key().operation();
        String resource = request.key().resource().value();
        String key = new OperationKey(request.key().resource(), operation, request.key().interval()).toString();
        boolean own = request.key().recurring() || operation.startsWith("migrate_");
        Element entry = entry(action, own ? key : resource + "_last_0", key, operation);
        node(action.on(), state -> history(state, request, element -> put(element, entry)));
    }

    private Element entry(GraphAction.ResourceAction action, String id, String key, String operation) {
        OperationRequest request = action.request();
        int code = request.targetRc();
        String transition = action.id() + ":1:" + code + ":" + UUID;
        return Element.of("lrm_rsc_op",
                "id", id,
                "operation_key", key,
                "operation", operation,
                "crm_feature_set", CibFormat.FEATURE_SET,
                "transition-key", transition,
                "transition-magic", ExecutionStatus.DONE.code() + ":" + code + ";" + transition,
                "exit-reason", "",
                "on_node", action.on().value(),
                "call-id", Integer.toString(nextCall(action.on())),
                "rc-code", Integer.toString(code),
                "op-status", Integer.toString(ExecutionStatus.DONE.code()),
                "interval", Long.toString(request.key().interval().toMillis()),
                "last-rc-change", Long.toString(now.getEpochSecond()),
                "exec-time", "0",
                "queue-time", "0",
                "op-digest", ParameterDigest.operation(request.parameters(), request.key().interval(), request.timeout()).value(),
                "migrate_source", request.meta().get("migrate_source"),
                "migrate_target", request.meta().get("migrate_target"));
    }

    private int nextCall(NodeName node) {
        return find(node).stream().flatMap(Element::tree).filter(element -> element.is("lrm_rsc_op"))
                .mapToInt(element -> WholeNumber.parse(element.get("call-id"), 0)).max().orElse(0) + 1;
    }

    /** A recurring operation ended: its entry goes. */
    void cancelled(NodeName node, OperationKey key) {
        node(node, state -> lists(state, list -> known(list, key.resource().value())
                .map(resource -> list.replacing(resource, resource.withChildren(
                        resource.children().stream().filter(entry -> !isResult(entry, key)).toList())))
                .orElse(list)));
    }

    private static boolean isResult(Element entry, OperationKey key) {
        return key.toString().equals(entry.get("operation_key")) && !entry.id().endsWith("_last_failure_0");
    }

    /** The history of a resource; that of an anonymous instance may still have a number in its name, as generation 1 wrote it (T-61). */
    private static Optional<Element> known(Element list, String resource) {
        Pattern numbered = Pattern.compile(Pattern.quote(resource) + ":\\d+");
        return list.child("lrm_resource", resource).or(() -> list.children("lrm_resource").stream()
                .filter(each -> numbered.matcher(each.id()).matches()).findFirst());
    }

    /** A node was fenced: nothing of it is left. */
    void fenced(NodeName node, String action) {
        if (!action.equals("on")) {
            if (find(node).isEmpty()) {
                original.section("nodes").children("node").stream().filter(each -> node.value().equals(each.get("uname"))).findFirst()
                        .ifPresent(each -> status = status.plus(Element.of("node_state", "id", each.id(), "uname", node.value())));
            }
            node(node, state -> gone(state).withChildren(java.util.List.of()));
        }
    }

    private static Element gone(Element state) {
        return state.with("in_ccm", "0").with("crmd", "0").with("join", "down").with("expected", "down");
    }

    /** What the cluster itself does. */
    void cluster(GraphAction.ClusterAction action) {
        String resource = action.key().replaceFirst("_(delete|lrm_delete|clear_failcount)_0$", "");
        switch (action.task()) {
            case "do_shutdown" -> node(action.on(), state -> gone(state).withChildren(
                    state.children().stream().filter(child -> !child.is("transient_attributes")).toList()));
            case "delete", "lrm_delete" -> node(action.on(), state -> lists(state, list -> list.withChildren(
                    list.children().stream().filter(child -> !resource.equals(child.id())).toList())));
            case "clear_failcount" -> node(action.on(), state -> clear(state, resource));
            default -> { }
        }
    }

    private static Element clear(Element state, String resource) {
        String lastFailure = resource + "_last_failure_0";
        Pattern counts = Pattern.compile("(fail-count|last-failure)-" + Pattern.quote(resource) + "(:\\d+)?#.*");
        Element cleared = lists(state, list -> list.withChildren(list.children().stream()
                .map(each -> resource.equals(each.id())
                        ? each.withChildren(each.children().stream().filter(entry -> !lastFailure.equals(entry.id())).toList())
                        : each)
                .toList()));
        return deep(cleared, element -> element.is("instance_attributes") ? element.withChildren(element.children().stream()
                .filter(pair -> !counts.matcher(pair.get("name", "")).matches())
                .toList()) : element);
    }

    private static Element deep(Element element, UnaryOperator<Element> change) {
        return change.apply(element.withChildren(element.children().stream().map(child -> deep(child, change)).toList()));
    }

    private Optional<Element> find(NodeName node) {
        return status.children("node_state").stream().filter(state -> node.value().equals(state.get("uname"))).findFirst();
    }

    private void node(NodeName node, UnaryOperator<Element> change) {
        find(node).ifPresent(state -> status = status.replacing(state, change.apply(state)));
    }

    private static Element history(Element state, OperationRequest request, UnaryOperator<Element> change) {
        return child(state, "lrm", state.id(), lrm -> child(lrm, "lrm_resources", null, list -> {
            Element known = known(list, request.key().resource().value()).orElse(null);
            Element resource = known != null ? known : Element.of("lrm_resource",
                    "id", request.key().resource().value(),
                    "class", request.agent().agentClass(),
                    "provider", request.agent().provider().isEmpty() ? null : request.agent().provider(),
                    "type", request.agent().type());
            Element changed = change.apply(resource);
            return known == null ? list.plus(changed) : list.replacing(known, changed);
        }));
    }

    private static Element lists(Element state, UnaryOperator<Element> change) {
        return deep(state, element -> element.is("lrm_resources") ? change.apply(element) : element);
    }

    private static Element child(Element parent, String tag, String id, UnaryOperator<Element> change) {
        Optional<Element> found = parent.child(tag);
        Element changed = change.apply(found.orElseGet(() -> Element.of(tag, "id", id)));
        return found.isPresent() ? parent.replacing(found.get(), changed) : parent.plus(changed);
    }

    private static Element put(Element parent, Element entry) {
        return parent.child(entry.name(), entry.id()).map(old -> parent.replacing(old, entry)).orElseGet(() -> parent.plus(entry));
    }
}
