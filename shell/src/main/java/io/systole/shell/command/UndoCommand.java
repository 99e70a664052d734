package io.systole.shell.command;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.cib.history.ChangeRecord;
import java.util.List;

/** {@code configure undo}: turns one change of the configuration round, at once; later changes stay. */
final class UndoCommand implements Command {
    @Override
    public String name() {
        return "undo";
    }

    @Override
    public String usage() {
        return "[NUMBER]";
    }

    @Override
    public String summary() {
        return "turn a change round, by default the last one; \"history\" lists them";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.size() > 1) {
            throw new UsageException("write: undo " + usage());
        }
        if (context.session().changed()) {
            throw new UsageException("there are uncommitted changes; \"commit\" them or drop them with \"refresh\" first");
        }
        ChangeHistory history = context.connection().history();
        ChangeRecord change = arguments.isEmpty()
                ? history.newestToUndo().orElseThrow(() -> new UsageException("there is no change that could be undone"))
                : ChangeNumber.find(history, arguments.getFirst());
        String number = ChangeNumber.of(history, change);
        ExitStatus status = context.change(List.of(new CibChange.Undo(change.to(), change.edits())), "crm");
        if (status == ExitStatus.OK) {
            context.session().drop();
            context.info("change " + number + " is undone: " + EditWords.summary(change.edits()));
        }
        return status;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return before.isEmpty() ? ChangeNumber.all(context.connection().history()) : List.of();
    }
}
