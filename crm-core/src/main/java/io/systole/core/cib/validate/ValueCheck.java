package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.OptionType;
import io.systole.core.option.ResourceOption;
import io.systole.core.option.Score;
import io.systole.core.option.TimeSpan;
import io.systole.core.option.Truth;
import io.systole.core.wording.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values of options that we know. The scheduler would take the default for a value that it cannot read; here is the last
 * moment to tell the person who wrote it.
 */
final class ValueCheck {
    private static final Set<String> META_ALSO_OF = Set.of("rsc_defaults", "primitive", "template", "group", "clone", "master", "bundle");
    /** Older ways to say that an option is not set (1:S-69). */
    private static final Set<String> NOT_SET = Set.of("default", "#default");
    private static final Set<String> OP_TRUTHS = Set.of("enabled", "record-pending");

    private static final List<String> NAMES = Stream.of(ClusterOption.values())
            .flatMap(option -> Stream.of(option.definition().xmlName(), option.definition().legacyName()))
            .filter(name -> !name.isEmpty()).toList();

    private final Findings findings;

    private ValueCheck(Findings findings) {
        this.findings = findings;
    }

    static void run(ConfigurationIndex index, Findings findings) {
        new ValueCheck(findings).walk(index.cib().configuration(), "");
    }

    private void walk(Element element, String parent) {
        element.attribute("score").ifPresent(score -> score(element, score));
        switch (element.name()) {
            case "op" -> operation(element);
            case "cluster_property_set" -> element.children("nvpair").forEach(this::property);
            case "meta_attributes" -> element.children("nvpair").forEach(pair -> meta(pair, parent));
            default -> {
                // Other elements have no values of a type that we know.
            }
        }
        element.children().forEach(child -> walk(child, element.name()));
    }

    private void score(Element element, String score) {
        if (Score.parse(score).isEmpty() || !score.matches("\\s*[+-]?(\\d+|INFINITY)\\s*")) {
            findings.error(element, "score=\"" + score + "\" is no score; write a whole number, INFINITY or -INFINITY");
        }
    }

    private void operation(Element op) {
        span(op, "interval", op.get("interval"), true);
        for (String name : List.of("timeout", "start-delay")) {
            span(op, name, op.get(name), false);
        }
    }

    private void property(Element pair) {
        String value = pair.get("value");
        if (value != null && pair.get("name") != null) {
            if (ClusterOption.named(pair.get("name")).isEmpty()) {
                // People may keep properties of their own here; only what looks like a slip is worth a word.
                Nearest.of(pair.get("name"), NAMES).ifPresent(meant -> findings.warning(pair, "there is no cluster option \""
                        + pair.get("name") + "\"; did you mean \"" + meant + "\"?"));
            }
            ClusterOption.named(pair.get("name")).filter(option -> !option.accepts(value)).ifPresent(option -> {
                if (option == ClusterOption.FENCING_ACTION && value.equals("poweroff")) {
                    findings.warning(pair, pair.get("name") + "=\"poweroff\" is an older word; write off");
                } else {
                    wrong(pair, value, option.type(), option.choices());
                }
            });
        }
    }

    private void meta(Element pair, String parent) {
        String value = pair.get("value");
        String name = pair.get("name");
        if (value == null || name == null) {
            return;
        }
        if (META_ALSO_OF.contains(parent)) {
            ResourceOption.named(name).filter(option -> !option.accepts(value) && !NOT_SET.contains(value.toLowerCase(Locale.ROOT)))
                    .ifPresent(option -> wrong(pair, value, option.type(), option.choices()));
        } else if (name.equals("timeout") || name.equals("start-delay")) {
            span(pair, name, value, false);
        } else if (name.equals("interval")) {
            span(pair, name, value, true);
        } else if (OP_TRUTHS.contains(name) && Truth.parse(value).isEmpty()) {
            wrong(pair, value, OptionType.BOOLEAN, List.of());
        }
    }

    private void span(Element element, String name, String value, boolean isoAllowed) {
        boolean readable = value == null || (isoAllowed ? TimeSpan.interval(value).isPresent()
                : TimeSpan.timeout(value).isPresent() && TimeSpan.timeout(value).getAsLong() >= 0);
        if (!readable) {
            findings.error(element, name + "=\"" + value + "\" is no span of time; write a number with s, ms, min or h, for example 20s");
        }
    }

    private void wrong(Element pair, String value, OptionType type, List<String> choices) {
        String allowed = switch (type) {
            case BOOLEAN -> "write true or false";
            case INTEGER -> "write a whole number";
            case SCORE -> "write a whole number, INFINITY or -INFINITY";
            case DURATION -> "write a number with s, ms, min or h, for example 20s";
            case PERCENTAGE -> "write a number with %, for example 80%";
            case ROLE -> "write Started, Stopped, Promoted or Unpromoted";
            case SELECT -> "write " + String.join(", ", choices.subList(0, choices.size() - 1)) + " or " + choices.getLast();
            case STRING -> throw new IllegalStateException("every text is a value of " + pair);
        };
        findings.error(pair, pair.get("name") + "=\"" + value + "\" cannot be understood; " + allowed);
    }
}
