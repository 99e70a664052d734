package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.delta.Delta;
import io.systole.core.cib.delta.DeltaApplication;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.shell.grammar.ConfigurationText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** {@code configure history}: the last changes of the configuration, newest last, or one of them in full. */
final class HistoryCommand implements Command {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String usage() {
        return "[show NUMBER]";
    }

    @Override
    public String summary() {
        return "who changed the configuration, when, why, and what";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        boolean show = !arguments.isEmpty() && arguments.getFirst().equals("show");
        if (arguments.size() != (show ? 2 : 0)) {
            throw new UsageException("write: history " + usage());
        }
        ChangeHistory history = context.connection().history();
        if (show) {
            show(context, history, ChangeNumber.find(history, arguments.get(1)));
        } else {
            list(context, history);
        }
        return ExitStatus.OK;
    }

    private static void list(CommandContext context, ChangeHistory history) {
        ChangeRecord former = null;
        for (ChangeRecord change : history.changes()) {
            if (former != null && !former.after().equals(change.before())) {
                context.out().println("      changes between version " + former.to() + " and " + change.from() + " are not known here");
            }
            context.out().println("%4s  %s  %s  %s%s".formatted(ChangeNumber.of(history, change), when(context, change), who(change),
                    EditWords.summary(change.edits()), remarks(history, change)));
            former = change;
        }
        if (history.changes().isEmpty()) {
            context.info("no change of the configuration is known here");
        }
    }

    private static String remarks(ChangeHistory history, ChangeRecord change) {
        var remarks = new StringBuilder();
        if (!change.comment().isEmpty()) {
            remarks.append("  \"").append(change.comment()).append('"');
        }
        change.undoes().ifPresent(undone -> remarks.append("  (undoes ").append(ChangeNumber.of(history, undone)).append(')'));
        history.undoneBy(change).ifPresent(by -> remarks.append("  (undone by ").append(ChangeNumber.of(history, by)).append(')'));
        return remarks.toString();
    }

    private static String when(CommandContext context, ChangeRecord change) {
        return change.at().equals(Instant.EPOCH) ? "at an unknown time" : TIME.format(change.at().atZone(context.zone()));
    }

    private static String who(ChangeRecord change) {
        return (change.user().isEmpty() ? "somebody" : change.user()) + " via " + (change.client().isEmpty() ? "?" : change.client())
                + " on " + (change.node().isEmpty() ? "?" : change.node());
    }

    private static void show(CommandContext context, ChangeHistory history, ChangeRecord change) {
        context.out().println("Change " + ChangeNumber.of(history, change) + " (version " + change.from() + " to " + change.to() + ")");
        context.out().println("When: " + when(context, change));
        context.out().println("Who:  " + who(change));
        context.out().println("Why:  " + (change.comment().isEmpty() ? "nothing was said" : change.comment()));
        change.undoes().ifPresent(undone -> context.out().println("It undoes change " + ChangeNumber.of(history, undone) + "."));
        history.undoneBy(change).ifPresent(by ->
                context.out().println("It was undone by change " + ChangeNumber.of(history, by) + "."));
        context.out().println();
        statements(context, history, change).orElseGet(() -> EditWords.lines(change.edits())).forEach(context.out()::println);
    }

    /**
     * The statements that the change has touched, made by going back from the present configuration; empty if the way back
     * is not known, or shows nothing.
     */
    private static Optional<List<String>> statements(CommandContext context, ChangeHistory history, ChangeRecord wanted) {
        Cib cib = context.connection().cib();
        ChangeRecord later = null;
        for (ChangeRecord change : history.changes().reversed()) {
            boolean gap = later != null && !change.after().equals(later.before());
            if (gap || !(DeltaApplication.apply(Delta.inverse(change.edits()), cib) instanceof EditResult.Changed back)) {
                return Optional.empty();
            }
            if (change == wanted) {
                return Optional.of(StatementDiff.between(text(context, back.cib()), text(context, cib))).filter(lines -> !lines.isEmpty());
            }
            cib = back.cib();
            later = change;
        }
        return Optional.empty();
    }

    private static List<String> text(CommandContext context, Cib cib) {
        return new ConfigurationText(cib, context.session().names()).statements();
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return before.isEmpty() ? List.of("show") : ChangeNumber.all(context.connection().history());
    }
}
