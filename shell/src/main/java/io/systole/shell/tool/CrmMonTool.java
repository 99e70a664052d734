package io.systole.shell.tool;

import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.StatusArguments;
import io.systole.shell.command.StatusReport;
import java.io.PrintWriter;

/** {@code crm_mon}, once. The live view is a loop around it, see {@link io.systole.shell.interactive}. */
final class CrmMonTool implements Tool {
    @Override
    public String name() {
        return "crm_mon";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        StatusArguments arguments = StatusArguments.parse(call.arguments());
        String request = (name() + " " + String.join(" ", call.arguments())).strip();
        out.print(StatusReport.of(context.connection(), arguments, request, context.clock().instant(), context.zone()));
        return ExitStatus.OK;
    }
}
