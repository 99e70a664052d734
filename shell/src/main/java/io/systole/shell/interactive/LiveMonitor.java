package io.systole.shell.interactive;

import io.systole.core.cib.Cib;
import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.StatusArguments;
import io.systole.shell.command.StatusReport;
import io.systole.shell.tool.ToolContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.utils.NonBlockingReader;

/** The {@code crm_mon} that stays: draws again at each change of the cluster, at most every two seconds, until {@code q}. */
final class LiveMonitor {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int END_OF_TEXT = 3;

    private final ToolContext context;

    LiveMonitor(ToolContext context) {
        this.context = context;
    }

    int run(StatusArguments arguments) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            Attributes before = terminal.enterRawMode();
            terminal.puts(InfoCmp.Capability.enter_ca_mode);
            try {
                draw(terminal, arguments);
            } finally {
                terminal.puts(InfoCmp.Capability.exit_ca_mode);
                terminal.setAttributes(before);
                terminal.flush();
            }
        }
        return 0;
    }

    private void draw(Terminal terminal, StatusArguments arguments) throws IOException {
        NonBlockingReader keys = terminal.reader();
        while (true) {
            Cib seen = null;
            String text;
            try {
                seen = context.connection().cib();
                text = StatusReport.of(context.connection(), arguments, "crm_mon", context.clock().instant(), context.zone());
            } catch (NotConnectedException down) {
                text = down.getMessage() + "\n";
            }
            show(terminal, text);
            // A key is looked for between waits, so that q works within one step of patience.
            int key = keys.read(seen == null ? PATIENCE.toMillis() : 10);
            if (key == 'q' || key == END_OF_TEXT || key == -1) {
                return;
            }
            if (seen != null) {
                await(seen);
            }
        }
    }

    private void await(Cib seen) {
        try {
            context.connection().awaitChange(seen, PATIENCE);
        } catch (NotConnectedException toldAtTheNextDrawing) {
            return;
        }
    }

    private static void show(Terminal terminal, String text) {
        PrintWriter writer = terminal.writer();
        terminal.puts(InfoCmp.Capability.clear_screen);
        int rows = Math.max(5, terminal.getSize().getRows() - 1);
        text.lines().limit(rows).forEach(line -> writer.print(line + "\r\n"));
        terminal.flush();
    }
}
