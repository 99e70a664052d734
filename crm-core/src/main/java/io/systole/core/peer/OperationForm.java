package io.systole.core.peer;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Operations on the wire. */
final class OperationForm {
    private OperationForm() {}

    static Element write(String tag, OperationKey key) {
        return Element.of(tag, "resource", key.resource().value(), "operation", key.operation(),
                "interval", Long.toString(key.interval().toMillis()));
    }

    static OperationKey key(Element element) throws BadMessage {
        var fields = new Fields(element);
        return new OperationKey(resource(fields), fields.text("operation"), Duration.ofMillis(fields.number("interval")));
    }

    static ResourceId resource(Fields fields) throws BadMessage {
        String id = fields.text("resource");
        if (id.isEmpty()) {
            throw new BadMessage("a message " + fields.element().name() + " for a resource without a name");
        }
        return new ResourceId(id);
    }

    static Element write(OperationRequest request) {
        Element element = write("operation", request.key())
                .with("class", request.agent().agentClass()).with("provider", request.agent().provider()).with("type", request.agent()
                        .type())
                .with("timeout", Long.toString(request.timeout().toMillis()))
                .with("start-delay", Long.toString(request.startDelay().toMillis()))
                .with("transition-key", request.transitionKey()).with("target-rc", Integer.toString(request.targetRc()));
        return element.plus(write("parameters", request.parameters())).plus(write("meta", request.meta()));
    }

    static OperationRequest request(Element element) throws BadMessage {
        var fields = new Fields(element);
        String agentClass = fields.text("class");
        String type = fields.text("type");
        if (agentClass.isEmpty() || type.isEmpty()) {
            throw new BadMessage("an operation without the class or type of its agent");
        }
        return new OperationRequest(key(element), new AgentId(agentClass, fields.text("provider"), type),
                Duration.ofMillis(fields.number("timeout")), Duration.ofMillis(fields.number("start-delay")),
                pairs(fields.child("parameters")), pairs(fields.child("meta")), fields.text("transition-key"), fields.integer("target-rc"));
    }

    private static Element write(String tag, SortedMap<String, String> pairs) {
        return Element.of(tag).withChildren(pairs.entrySet().stream()
                .map(pair -> Element.of("pair", "name", pair.getKey(), "value", pair.getValue())).toList());
    }

    private static SortedMap<String, String> pairs(Element element) throws BadMessage {
        var pairs = new TreeMap<String, String>();
        for (Element pair : element.children("pair")) {
            var fields = new Fields(pair);
            pairs.put(fields.text("name"), fields.text("value"));
        }
        return pairs;
    }
}
