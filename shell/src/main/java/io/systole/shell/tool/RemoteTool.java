package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.cib.xml.CibWriter;
import io.systole.shell.client.LinkForm;
import io.systole.shell.client.RemoteForm;
import io.systole.shell.client.SocketConnection;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.time.Duration;

/** The daemon's side of {@link SocketConnection}: state, waiting for changes, and requests. Not for people. */
final class RemoteTool implements Tool {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return SocketConnection.TOOL;
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        switch (call.arguments().isEmpty() ? "" : call.arguments().getFirst()) {
            case "state" -> out.print(RemoteForm.write(new RemoteForm.State(context.connection().cib(),
                    context.connection().attributes(), context.connection().report())));
            case "history" -> out.print(CibWriter.line(Element.of("history").withChildren(
                    context.connection().history().changes().stream().map(HistoryForm::write).toList())));
            case "links" -> out.print(LinkForm.write(context.connection().links()));
            case "submit" -> out.print(RemoteForm.write(context.connection().submit(RemoteForm.readRequest(call.input()))));
            case "wait" -> {
                Cib now = context.connection().cib();
                Duration wanted = Duration.ofMillis(Long.parseLong(call.arguments().get(2)));
                Duration wait = wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted;
                out.print(!now.version().toString().equals(call.arguments().get(1)) || context.connection().awaitChange(now, wait));
            }
            default -> throw new UsageException("state, history, links, submit or wait is expected");
        }
        return ExitStatus.OK;
    }
}
