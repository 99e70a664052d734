package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.core.rule.NameValueSets;
import io.systole.core.rule.NextChange;
import io.systole.core.rule.RuleContext;
import io.systole.core.rule.RuleEvaluator;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters that the agent of a primitive is given on a node now: rules are judged, what a template says counts after it. */
final class EffectiveParameters {
    private EffectiveParameters() {}

    static SortedMap<String, String> of(ResourceTarget target, Element primitive, Optional<String> node) {
        ZonedDateTime now = target.context.clock().instant().atZone(target.context.zone());
        var sets = new NameValueSets(new RuleEvaluator(target.cib::byId, new NextChange(now.toInstant())));
        Map<String, String> attributes = node.flatMap(name -> target.status().nodes().stream().filter(each -> each.name().equals(name))
                .findFirst()).<Map<String, String>>map(found -> found.attributes()).orElse(Map.of());
        RuleContext context = RuleContext.at(now).withNode(attributes);
        var parameters = new LinkedHashMap<String, String>();
        sets.readInto(parameters, primitive, "instance_attributes", context);
        primitive.attribute("template").flatMap(target.cib::byId)
                .ifPresent(template -> sets.readInto(parameters, template, "instance_attributes", context));
        return new TreeMap<>(parameters);
    }

    /** The primitive as it is meant: with what its template says besides. */
    static Element expanded(ResourceTarget target, Element primitive) {
        Optional<Element> template = primitive.attribute("template").flatMap(target.cib::byId);
        if (template.isEmpty()) {
            return primitive;
        }
        Element expanded = primitive.with("template", null);
        for (String attribute : new String[] {"class", "provider", "type"}) {
            String value = template.get().get(attribute);
            expanded = value == null ? expanded : expanded.with(attribute, value);
        }
        for (Element child : template.get().children()) {
            if (!child.is("operations")) {
                expanded = expanded.plus(child);
            }
        }
        return withOperations(expanded, template.get());
    }

    /** An operation of the template counts unless the primitive has one of the same name and interval. */
    private static Element withOperations(Element primitive, Element template) {
        Optional<Element> others = template.child("operations");
        Optional<Element> own = primitive.child("operations");
        if (others.isEmpty() || own.isEmpty()) {
            return others.map(primitive::plus).orElse(primitive);
        }
        Element merged = own.get();
        for (Element operation : others.get().children("op")) {
            boolean there = own.get().children("op").stream().anyMatch(each -> each.get("name", "").equals(operation.get("name"))
                    && each.get("interval", "0").equals(operation.get("interval", "0")));
            merged = there ? merged : merged.plus(operation);
        }
        return primitive.replacing(own.get(), merged);
    }
}
