package io.systole.shell.format;

import io.systole.core.scheduler.snapshot.Role;
import io.systole.core.simulate.Change;
import java.util.List;
import java.util.stream.Stream;

/** The lines of the transition summary (reference: T-43, T-46 to T-51). */
final class ChangeText {
    private ChangeText() {}

    /** The lines; columns are as wide as all of them together need. */
    static List<String> lines(List<Change> changes) {
        var columns = new Columns();
        changes.stream().flatMap(ChangeText::resource).forEach(columns::fit);
        return changes.stream().map(change -> switch (change) {
            case Change.Fencing fencing -> fencing(fencing);
            case Change.Resource resource -> columns.line(resource);
        }).toList();
    }

    private static Stream<Change.Resource> resource(Change change) {
        return change instanceof Change.Resource resource ? Stream.of(resource) : Stream.empty();
    }

    private static String fencing(Change.Fencing fencing) {
        return "Fence (" + fencing.action() + ") " + fencing.node()
                + fencing.holder().map(holder -> " (resource: " + holder + ")").orElse("") + " '" + fencing.reason() + "'";
    }

    /** Rule T-48. */
    static String details(Change.Resource change) {
        boolean roles = change.role().above(Role.STARTED) || change.nextRole() == Role.PROMOTED;
        String both = change.role().text() + " -> " + change.nextRole().text();
        String to = change.to().orElse("");
        if (change.from().isEmpty()) {
            return roles ? both + " " + to : to;
        }
        String from = change.from().get();
        if (change.to().isEmpty()) {
            return roles ? change.role().text() + " " + from : from;
        }
        if (change.role() == change.nextRole()) {
            String role = change.role().text();
            if (from.equals(to)) {
                return roles ? role + " " + from : from;
            }
            return from + " -> " + to + (roles ? " " + role : "");
        }
        return from.equals(to) ? both + " " + from : change.role().text() + " " + from + " -> " + change.nextRole().text() + " " + to;
    }

    private static String reason(Change.Resource change) {
        if (change.reason().isEmpty()) {
            return change.blocked() ? "  blocked" : "";
        }
        return "  due to " + change.reason() + (change.blocked() ? " (blocked)" : "");
    }

    /** Rule T-47: the widths depend on the order of the lines. */
    private static final class Columns {
        private int id = 5;
        private int details = 5;

        void fit(Change.Resource change) {
            if (change.resource().length() > id) {
                id = change.resource().length() + 2;
            }
            details = Math.max(details, details(change).length());
        }

        String line(Change.Resource change) {
            String what = ChangeText.details(change);
            return padded(change.kind().text(), 8) + "   " + padded(change.resource(), id) + "   ( "
                    + " ".repeat(details - what.length()) + what + " )" + reason(change);
        }

        private static String padded(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }
    }
}
