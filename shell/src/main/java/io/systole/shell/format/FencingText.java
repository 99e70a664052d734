package io.systole.shell.format;

import io.systole.core.cib.Element;
import io.systole.core.fencing.FencingRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the status says about fencing (reference: crm_mon, 3.5), newest first. */
public final class FencingText {
    private static final int FAILURES = 1;
    private static final int ALL = 3;

    private final StatusView view;
    private final Outline outline;

    FencingText(StatusView view, Outline outline) {
        this.view = view;
        this.outline = outline;
    }

    /** The section of what has failed, unless the whole history follows. */
    void failed(List<FencingRecord> history) {
        if (level() == FAILURES) {
            list("Failed Fencing Actions", reduced(history).stream().filter(record -> !record.pending() && !record.succeeded()).toList(),
                    history);
        }
    }

    /** The last section: what is pending, or the history. */
    void rest(List<FencingRecord> history) {
        switch (level()) {
            case 0 -> { }
            case FAILURES -> list("Pending Fencing Actions", history.stream().filter(FencingRecord::pending).toList(), history);
            case ALL -> list("Fencing History", history.reversed(), history);
            default -> list("Fencing History", reduced(history), history);
        }
    }

    private int level() {
        return view.shows(Section.FENCING) ? view.fencing() : 0;
    }

    private void list(String header, List<FencingRecord> records, List<FencingRecord> history) {
        if (!records.isEmpty()) {
            outline.begin(header);
            records.forEach(record -> outline.item(view.detail() ? technical(record) : friendly(record, history, view.fencing() == ALL)));
            outline.end();
        }
    }

    /** Of what has the same target, action and end only the newest. */
    private static List<FencingRecord> reduced(List<FencingRecord> history) {
        Map<String, FencingRecord> newest = new LinkedHashMap<>();
        for (FencingRecord record : history.reversed()) {
            newest.putIfAbsent(record.pending() ? record.id() : record.target() + " " + record.action() + " " + record.succeeded(), record);
        }
        return List.copyOf(newest.values());
    }

    /** One record as a sentence; {@code full} if all of the history is shown. */
    public static String friendly(FencingRecord record, List<FencingRecord> history, boolean full) {
        String begin = action(record) + " of " + record.target()
                + (record.delegate().isEmpty() || record.pending() ? "" : " by " + record.delegate())
                + " for " + record.client() + "@" + record.origin();
        if (record.pending()) {
            return begin + " pending" + (record.delegate().isEmpty() ? "" : " on " + record.delegate());
        }
        String end = Texts.exact(record.completed().orElseThrow());
        String last = full ? "" : "last ";
        if (record.succeeded()) {
            return begin + " " + last + "successful at " + end;
        }
        Optional<FencingRecord> later = history.stream().filter(other -> other.succeeded() && other.target().equals(record.target())
                && other.action() == record.action()
                        && other.completed().orElseThrow().isAfter(record.completed().orElseThrow())).findFirst();
        return begin + " " + last + "failed" + (record.reason().isEmpty() ? "" : " (" + record.reason() + ")") + " at " + end
                + later.map(success -> " (a later attempt from " + success.origin() + " succeeded)").orElse("");
    }

    /** One record as {@code <fence_event>}. */
    public static Element element(FencingRecord record) {
        return Element.of("fence_event", "action", record.action().word(), "target", record.target().value(), "client", record.client(),
                "origin", record.origin().value(), "status", record.pending() ? "pending" : record.succeeded() ? "success" : "failed",
                "delegate", record.delegate().isEmpty() ? null : record.delegate(),
                "completed", record.completed().map(Texts::exact).orElse(null),
                "exit-reason", record.pending() || record.succeeded() ? null : record.reason());
    }

    private String technical(FencingRecord record) {
        String state = record.pending() ? "pending" : record.succeeded() ? "successful" : "failed";
        String reason = record.pending() || record.succeeded() || record.reason().isEmpty() ? "" : ", exit-reason='" + record.reason()
                + "'";
        String time = view.fencing() == ALL ? "completed" : "last-" + state;
        return record.action().word() + " of " + record.target() + " " + state + ": delegate=" + record.delegate() + ", client="
                + record.client() + ", origin=" + record.origin() + reason
                + record.completed().map(end -> ", " + time + "='" + Texts.exact(end) + "'").orElse("");
    }

    private static String action(FencingRecord record) {
        return switch (record.action()) {
            case ON -> "unfencing";
            case OFF -> "turning off";
            case REBOOT -> "reboot";
        };
    }
}
