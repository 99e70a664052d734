package io.systole.core.simulate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation with its result, as people write it: {@code RESOURCE_TASK_INTERVAL@NODE=RC}, interval in milliseconds
 * (reference: T-67, T-75).
 *
 * @param text as written
 * @param resource the resource; {@code :N} names an instance
 * @param task the operation
 * @param intervalMillis 0 = once
 * @param node where
 * @param exitCode how it ends
 */
public record OperationOutcome(String text, String resource, String task, long intervalMillis, String node, int exitCode) {
    private static final Pattern FORM = Pattern.compile("(.+)_([^_]+|migrate_to|migrate_from)_(\\d{1,9})@([^@=]+)=(\\d{1,9})");

    /** Reads the form; empty if the text has another one. */
    public static Optional<OperationOutcome> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String resource = matcher.group(1);
        String task = matcher.group(2);
        if ((task.equals("to") || task.equals("from")) && resource.endsWith("_migrate")) {
            resource = resource.substring(0, resource.length() - "_migrate".length());
            task = "migrate_" + task;
        }
        return Optional.of(new OperationOutcome(text, resource, task, Long.parseLong(matcher.group(3)), matcher.group(4),
                Integer.parseInt(matcher.group(5))));
    }

    /** How many of the three fields (operation, node, exit code) a text has, for messages about a text without the form. */
    public static int fieldsOf(String text) {
        int at = text.indexOf('@');
        return text.isEmpty() ? 0 : at < 1 || at == text.length() - 1 ? 1 : text.indexOf('=', at) < 0 || !text.matches(".*=\\d+") ? 2 : 3;
    }

    /** Whether this is about that operation, whatever the case of letters. */
    boolean matches(String name, String operation, long interval, String where) {
        String prefix = name + "_" + operation + "_" + interval + "@" + where + "=";
        return text.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
    }
}
