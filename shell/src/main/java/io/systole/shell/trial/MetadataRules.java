package io.systole.shell.trial;

import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The metadata of an OCF agent by the rules of the resource agent API 1.0 and 1.1, "Metadata". */
final class MetadataRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern TIME = Pattern.compile("\\d+\\s*(ms|msec|us|usec|s|sec|m|min|h|hr)", Pattern.CASE_INSENSITIVE);
    private static final List<String> TYPES = List.of("string", "integer", "boolean", "select");
    private static final List<String> TRUTH = List.of("true", "false", "1", "0", "yes", "no", "y", "n", "on", "off");
    private static final List<String> ROLES = List.of("master", "slave", "promoted", "unpromoted", "started", "stopped");
    private static final List<String> FLAGS = List.of("required", "unique", "reloadable", "private", "deprecated");

    private final TrialSubject subject;
    private final TrialReport report;

    MetadataRules(TrialSubject subject, TrialReport report) {
        this.subject = subject;
        this.report = report;
    }

    void check() {
        int before = report.failures() + report.warnings();
        Element root = subject.metadata();
        if (!root.is("resource-agent")) {
            report.failed("metadata", "the root is <" + root.name() + ">", "it must be <resource-agent>");
            return;
        }
        if (!root.get("name", "").equals(subject.agent().type())) {
            report.warning("metadata", "the agent calls itself \"" + root.get("name", "") + "\"", "write the name of its file");
        }
        if (root.child("version").map(Element::text).orElse("").isBlank()) {
            report.warning("metadata", "there is no <version>, so it counts as OCF 1.0", "write <version>1.1</version>");
        }
        described("metadata", root);
        Set<String> names = new HashSet<>();
        for (Element parameter : subject.knownParameters()) {
            String name = parameter.get("name", "");
            if (!names.add(name)) {
                report.failed("parameter " + name, "it is announced twice", "leave one");
            }
            parameter("parameter " + name, name, parameter);
        }
        subject.actions().forEach(this::action);
        actions();
        if (report.failures() + report.warnings() == before) {
            report.ok("metadata keep the rules of OCF " + root.child("version").map(Element::text).orElse(""));
        }
    }

    private void described(String where, Element element) {
        for (String kind : List.of("shortdesc", "longdesc")) {
            if (element.child(kind).map(Element::text).orElse("").isBlank()) {
                report.warning(where, "it has no " + kind, "say in <" + kind + " lang=\"en\"> what it is");
            }
        }
    }

    private void parameter(String where, String name, Element parameter) {
        if (!NAME.matcher(name).matches()) {
            report.failed(where, "a shell cannot read OCF_RESKEY_" + name, "use letters, digits and _ only");
        }
        described(where, parameter);
        for (String flag : FLAGS) {
            parameter.attribute(flag).filter(value -> !value.equals("0") && !value.equals("1")).ifPresent(value -> {
                if (TRUTH.contains(value.toLowerCase(Locale.ROOT))) {
                    report.warning(where, flag + "=\"" + value + "\" is not of the schema", "write 1 or 0");
                } else {
                    report.failed(where, flag + "=\"" + value + "\" is no truth value", "write 1 or 0");
                }
            });
        }
        parameter.child("content").ifPresentOrElse(content -> content(where, content),
                () -> report.failed(where, "it has no <content>", "write <content type=\"string\"/> or what it is"));
        if (TrialSubject.required(parameter) && !parameter.child("content").map(each -> each.get("default", "")).orElse("").isEmpty()) {
            report.warning(where, "it is required and has a default", "leave out one of them");
        }
        if (parameter.get("reloadable", "").equals("1") && !subject.has("reload-agent")) {
            report.warning(where, "it is reloadable, but there is no action reload-agent", "add the action, else a change restarts it");
        }
    }

    private void content(String where, Element content) {
        String type = content.get("type", "");
        if (!TYPES.contains(type)) {
            report.failed(where, "its type is \"" + type + "\"", "it must be one of " + String.join(", ", TYPES));
            return;
        }
        List<String> options = content.children("option").stream().map(each -> each.get("value", "")).toList();
        if (type.equals("select") && options.isEmpty()) {
            report.failed(where, "a select without options", "add <option value=\"…\"/> for each choice");
            return;
        }
        String preset = content.get("default", "");
        boolean fits = switch (type) {
            case "integer" -> INTEGER.matcher(preset).matches();
            case "boolean" -> TRUTH.contains(preset.toLowerCase(Locale.ROOT));
            case "select" -> options.contains(preset);
            default -> true;
        };
        if (fits || preset.isEmpty()) {
            return;
        }
        if (type.equals("integer") && TIME.matcher(preset).matches()) {
            report.warning(where, "its default \"" + preset + "\" is a time, its type integer", "write type=\"string\" or a plain number");
        } else {
            report.failed(where, "its default \"" + preset + "\" is no " + type, "mend the default or the type");
        }
    }

    private void action(Element action) {
        String name = action.get("name", "");
        String where = "action " + name;
        String timeout = action.get("timeout", "");
        if (name.isEmpty()) {
            report.failed("actions", "one has no name", "write name=\"…\"");
        } else if (timeout.isEmpty()) {
            report.failed(where, "it has no timeout", "advise one: timeout=\"20s\"");
        } else if (TimeSpan.interval(timeout).orElse(0) == 0) {
            report.failed(where, "timeout=\"" + timeout + "\" is no time", "write for example 20s");
        }
        action.attribute("interval").filter(value -> TimeSpan.interval(value).isEmpty())
                .ifPresent(value -> report.failed(where, "interval=\"" + value + "\" is no time", "write for example 10s"));
        action.attribute("depth").filter(value -> !INTEGER.matcher(value).matches())
                .ifPresent(value -> report.failed(where, "depth=\"" + value + "\" is no number", "write 0, 10 or 20"));
        action.attribute("role").filter(value -> !ROLES.contains(value.toLowerCase(Locale.ROOT)))
                .ifPresent(value -> report.failed(where, "there is no role \"" + value + "\"", "write Promoted or Unpromoted"));
    }

    private void actions() {
        for (String must : List.of("start", "stop", "monitor", "meta-data")) {
            if (!subject.has(must)) {
                report.failed("actions", must + " is not announced", "every agent must have it");
            }
        }
        if (!subject.has("validate-all")) {
            report.warning("actions", "validate-all is not announced", "add it: mistakes are found before a start");
        }
        pair("promote", "demote");
        pair("migrate_to", "migrate_from");
    }

    private void pair(String one, String other) {
        if (subject.has(one) != subject.has(other)) {
            String there = subject.has(one) ? one : other;
            report.failed("actions", there + " is there, " + (there.equals(one) ? other : one) + " is not", "they work only together");
        }
    }
}
