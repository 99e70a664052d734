package io.systole.core.rule;

import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads name/value sets ({@code instance_attributes}, {@code meta_attributes}, {@code utilization},
 * {@code cluster_property_set}): by score, the last of equals first, the first value of a name wins (rules 1:S-35 to 1:S-38).
 */
public final class NameValueSets {
    private static final String BOOTSTRAP = "cib-bootstrap-options";

    private final RuleEvaluator rules;

    public NameValueSets(RuleEvaluator rules) {
        this.rules = rules;
    }

    /** The effective pairs of one kind of set below an element. */
    public Map<String, String> read(Element parent, String tag, RuleContext context) {
        var into = new LinkedHashMap<String, String>();
        readInto(into, parent, tag, context);
        return into;
    }

    /** Adds the pairs of one kind of set; names that are there already keep their value. */
    public void readInto(Map<String, String> into, Element parent, String tag, RuleContext context) {
        for (Element set : inOrder(parent, tag)) {
            Optional<Element> rule = set.child("rule");
            if (rule.isPresent() && !rules.passes(rule.get(), context)) {
                continue;
            }
            addPairs(into, set);
        }
    }

    private List<Element> inOrder(Element parent, String tag) {
        var sets = new ArrayList<Element>();
        for (Element child : parent.children()) {
            if (child.is(tag)) {
                rules.resolve(child).ifPresent(sets::addFirst);
            }
        }
        if (sets.size() > 1) {
            sets.sort((a, b) -> {
                boolean first = BOOTSTRAP.equals(a.id());
                if (first != BOOTSTRAP.equals(b.id())) {
                    return first ? -1 : 1;
                }
                return Integer.compare(Score.parse(b.get("score"), 0), Score.parse(a.get("score"), 0));
            });
        }
        return sets;
    }

    private void addPairs(Map<String, String> into, Element set) {
        Element holder = !set.children().isEmpty() && set.children().getFirst().is("attributes") ? set.children().getFirst() : set;
        Set<String> inThisSet = new LinkedHashSet<>();
        for (Element child : holder.children()) {
            if (!child.is("nvpair")) {
                continue;
            }
            Element pair = rules.resolve(child).orElse(child);
            String name = child.get("name", pair.get("name"));
            String value = pair.get("value");
            if (name == null || name.isEmpty() || value == null) {
                continue;
            }
            if (value.equalsIgnoreCase("#default")) {
                into.remove(name);
            } else if (inThisSet.add(name)) {
                into.putIfAbsent(name, value);
            }
        }
    }
}
