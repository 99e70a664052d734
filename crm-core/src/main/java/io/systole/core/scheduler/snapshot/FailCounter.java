package io.systole.core.scheduler.snapshot;

import io.systole.core.option.Score;
import io.systole.core.option.WholeNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often resources failed, from node attributes (rules 1:S-170 to 1:S-172). */
public final class FailCounter {
    private static final Pattern ATTRIBUTE = Pattern.compile("(fail-count|last-failure)-(.+)#(.+)_(\\d+)");

    private final Facts facts;
    private final Map<Node, Map<String, Count>> byNode = new HashMap<>();

    FailCounter(Facts facts) {
        this.facts = facts;
    }

    /** The count, expired failures included. */
    public int raw(Resource resource, Node node) {
        return sum(resource, node).count;
    }

    /** The count as it matters now: 0 if all failures have expired. */
    public int effective(Resource resource, Node node) {
        Count count = sum(resource, node);
        long timeout = resource.failureTimeoutMillis / 1000;
        if (count.count > 0 && timeout > 0 && count.last > 0) {
            if (facts.nowSeconds() > count.last + timeout) {
                return 0;
            }
            facts.recheckAt(Instant.ofEpochSecond(count.last + timeout + 1));
        }
        return count.count;
    }

    /** Epoch second of the last failure; 0 if not known. */
    public long lastFailure(Resource resource, Node node) {
        return sum(resource, node).last;
    }

    List<FailCount> all() {
        var counts = new ArrayList<FailCount>();
        for (Node node : facts.nodes) {
            if (of(node).isEmpty()) {
                continue;
            }
            facts.resources.stream().flatMap(Resource::leaves).forEach(resource -> {
                int count = effective(resource, node);
                if (count > 0 && (resource.unique() || resource.activeOn.contains(node) || resource.instance <= 0)) {
                    counts.add(new FailCount(resource, node, count, lastFailure(resource, node)));
                }
            });
        }
        return List.copyOf(counts);
    }

    private Count sum(Resource resource, Node node) {
        Map<String, Count> counts = of(node);
        if (counts.isEmpty()) {
            return Count.NONE;
        }
        String name = resource.historyId == null ? resource.id : resource.historyId;
        if (resource.unique()) {
            return counts.getOrDefault(name, Count.NONE);
        }
        String base = base(name);
        Count sum = Count.NONE;
        for (Map.Entry<String, Count> entry : counts.entrySet()) {
            if (base(entry.getKey()).equals(base)) {
                sum = sum.plus(entry.getValue());
            }
        }
        return sum;
    }

    private Map<String, Count> of(Node node) {
        Map<String, Count> known = byNode.get(node);
        return known == null ? byNode.computeIfAbsent(node, this::read) : known;
    }

    private Map<String, Count> read(Node node) {
        var counts = new HashMap<String, Count>();
        for (Map.Entry<String, String> attribute : node.attributes.entrySet()) {
            Matcher matcher = ATTRIBUTE.matcher(attribute.getKey());
            if (!matcher.matches()) {
                continue;
            }
            boolean isCount = matcher.group(1).equals("fail-count");
            Count found = isCount
                    ? new Count(Score.parse(attribute.getValue(), 0), 0)
                    : new Count(0, WholeNumber.parse(attribute.getValue(), 0));
            counts.merge(matcher.group(2), found, Count::plus);
        }
        return counts;
    }

    /** The name without the number of an instance. */
    static String base(String name) {
        int colon = name.lastIndexOf(':');
        int at = name.length();
        while (at > colon + 1 && name.charAt(at - 1) >= '0' && name.charAt(at - 1) <= '9') {
            at--;
        }
        return colon > 0 && at == colon + 1 && at < name.length() ? name.substring(0, colon) : name;
    }

    private record Count(int count, long last) {
        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(Score.add(count, other.count), Math.max(last, other.last));
        }
    }
}
