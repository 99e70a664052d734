package io.systole.core.cib.path;

import io.systole.core.cib.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A path to one element: {@code /cib/configuration/resources/primitive[@id='web']} (C-160). Besides that form of patches it
 * understands {@code //} for "anywhere below", {@code *} for any tag, and any attribute in place of {@code id}.
 */
public final class CibPath {
    private final String text;
    private final List<Step> steps;

    private CibPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it cannot be read; the message is a sentence with the place
     */
    public static CibPath parse(String text) {
        return new CibPath(text, new PathParser(text).steps());
    }

    /** One step of a path, for this element among its siblings: {@code /primitive[@id='web']}. */
    public static String step(Element element) {
        String id = element.id();
        return id == null ? "/" + element.name() : "/" + element.name() + "[@id=" + quoted(id) + "]";
    }

    /** One step of a path for an element without id: all its attributes. */
    static String stepByAttributes(Element element) {
        var step = new StringBuilder("/" + element.name());
        element.attributes().forEach((name, value) -> step.append("[@").append(name).append('=').append(quoted(value)).append(']'));
        return step.toString();
    }

    /** The first element of the tree below (and including) {@code root} that the path selects. */
    public Optional<Spot> find(Element root) {
        return Optional.ofNullable(find(List.of(Spot.root(root)), 0));
    }

    /** The tags from the root on, if the path consists of nothing but tags; else empty. */
    public List<String> plainTags() {
        boolean plain = steps.stream().allMatch(step -> !step.anywhere() && step.attributes().isEmpty() && !step.tag().equals("*"));
        return plain ? steps.stream().map(Step::tag).toList() : List.of();
    }

    private Spot find(List<Spot> candidates, int at) {
        Step step = steps.get(at);
        for (Spot candidate : candidates) {
            if (step.matches(candidate.element())) {
                Spot found = at + 1 == steps.size() ? candidate : find(candidate.children(), at + 1);
                if (found != null) {
                    return found;
                }
            }
            if (step.anywhere()) {
                Spot found = find(candidate.children(), at);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Single quotes as Pacemaker writes them; a value that has some itself gets double quotes and escapes. */
    private static String quoted(String value) {
        return value.indexOf('\'') < 0 ? "'" + value + "'" : "\"" + value.replace("&", "&amp;").replace("\"", "&quot;") + "\"";
    }

    @Override
    public String toString() {
        return text;
    }

    /** One step: what an element must be like. */
    record Step(boolean anywhere, String tag, SequencedMap<String, String> attributes) {
        Step {
            attributes = new LinkedHashMap<>(attributes);
        }

        boolean matches(Element element) {
            if (!tag.equals("*") && !element.is(tag)) {
                return false;
            }
            for (Map.Entry<String, String> wanted : attributes.entrySet()) {
                if (!wanted.getValue().equals(element.get(wanted.getKey()))) {
                    return false;
                }
            }
            return true;
        }
    }
}
