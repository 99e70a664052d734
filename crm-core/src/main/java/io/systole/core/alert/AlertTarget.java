package io.systole.core.alert;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import io.systole.core.option.Truth;
import io.systole.core.rule.NameValueSets;
import io.systole.core.rule.NextChange;
import io.systole.core.rule.RuleContext;
import io.systole.core.rule.RuleEvaluator;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An alert program with one recipient, as the configuration of a moment has it. An alert without a recipient is one too.
 *
 * @param alert id of the {@code <alert>}
 * @param recipientId id of the {@code <recipient>}; empty without one
 * @param path the program
 * @param recipient what the program gets as recipient; empty without one
 * @param timeout after which the program is ended
 * @param timestampFormat how {@code CRM_alert_timestamp} looks
 * @param settings instance attributes, which the program gets as variables of these names
 * @param kinds of which events it wants to know
 * @param attributes of which node attributes, if it wants to know of them; empty means all
 */
record AlertTarget(String alert, String recipientId, String path, String recipient, Duration timeout, String timestampFormat,
        SortedMap<String, String> settings, Set<AlertKind> kinds, Set<String> attributes) {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final String USUAL_FORMAT = "%H:%M:%S.%06N";
    /** What can be the name of an environment variable. */
    private static final Pattern NAME = Pattern.compile("[^=\\x00]+");

    AlertTarget {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** All that are enabled at this moment, in the order of the configuration. */
    static List<AlertTarget> of(Cib cib, ZonedDateTime now) {
        Element section = cib.section("alerts");
        if (section.children().isEmpty()) {
            return List.of();
        }
        var reader = new Reader(new NameValueSets(new RuleEvaluator(cib::byId, new NextChange(now.toInstant()))), RuleContext.at(now));
        List<AlertTarget> targets = new ArrayList<>();
        section.children("alert").forEach(alert -> reader.read(alert, targets));
        return targets;
    }

    boolean wants(AlertEvent event) {
        return kinds.contains(event.kind()) && (!(event instanceof AlertEvent.AttributeChange change)
                || attributes.isEmpty() || attributes.contains(change.name()));
    }

    /** For people: {@code mail}, or {@code mail to admin@example.com}. */
    String name() {
        return recipientId.isEmpty() ? alert : alert + " to " + recipient;
    }

    private AlertTarget withRecipient(String id, String value) {
        return new AlertTarget(alert, id, path, value, timeout, timestampFormat, settings, kinds, attributes);
    }

    private AlertTarget withOptions(Map<String, String> meta, Map<String, String> own) {
        var all = new TreeMap<>(settings);
        own.forEach((name, value) -> {
            if (NAME.matcher(name).matches()) {
                all.put(name, value);
            }
        });
        return new AlertTarget(alert, recipientId, path, recipient, timeout(meta.get("timeout")),
                meta.getOrDefault("timestamp-format", timestampFormat), all, kinds, attributes);
    }

    /** No limit at all is not to be had: what hangs would hold up all that comes after it. */
    private Duration timeout(String text) {
        OptionalLong millis = text == null ? OptionalLong.of(timeout.toMillis()) : TimeSpan.timeout(text);
        return millis.isPresent() && millis.getAsLong() > 0 ? Duration.ofMillis(millis.getAsLong()) : USUAL_TIMEOUT;
    }

    /** Reads the section at one moment. */
    private record Reader(NameValueSets sets, RuleContext context) {
        void read(Element alert, List<AlertTarget> into) {
            var bare = new AlertTarget(alert.id(), "", alert.get("path", ""), "", USUAL_TIMEOUT, USUAL_FORMAT, new TreeMap<>(),
                    AlertKind.usual(), Set.of());
            Optional<AlertTarget> whole = options(filtered(bare, alert), alert);
            List<Element> recipients = alert.children("recipient");
            if (recipients.isEmpty()) {
                whole.ifPresent(into::add);
            }
            for (Element recipient : recipients) {
                whole.map(target -> target.withRecipient(recipient.id(), recipient.get("value", "")))
                        .flatMap(target -> options(target, recipient)).ifPresent(into::add);
            }
        }

        /** With the sets of this element; empty if it is disabled. */
        private Optional<AlertTarget> options(AlertTarget target, Element element) {
            Map<String, String> meta = sets.read(element, "meta_attributes", context);
            boolean enabled = !meta.containsKey("enabled") || Truth.isTrue(meta.get("enabled"));
            return enabled ? Optional.of(target.withOptions(meta, sets.read(element, "instance_attributes", context)))
                    : Optional.empty();
        }

        private static AlertTarget filtered(AlertTarget target, Element alert) {
            Element select = alert.child("select").orElse(null);
            if (select == null || select.children().isEmpty()) {
                return target;
            }
            Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
            for (AlertKind kind : AlertKind.values()) {
                if (select.child(kind.filter()).isPresent()) {
                    kinds.add(kind);
                }
            }
            Set<String> names = new TreeSet<>();
            select.child(AlertKind.ATTRIBUTE.filter()).ifPresent(filter -> filter.children("attribute")
                    .forEach(attribute -> names.add(attribute.get("name", ""))));
            return new AlertTarget(target.alert, "", target.path, "", target.timeout, target.timestampFormat, target.settings, kinds,
                    names);
        }
    }
}
