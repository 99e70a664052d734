package io.systole.shell.tool;

import io.systole.core.cib.xml.CibParseException;
import io.systole.shell.command.ConfigurationCheck;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.List;

/** {@code crm_verify}: is the configuration right? With {@code -L} that of the cluster, else the XML that comes with the call. */
final class CrmVerifyTool implements Tool {
    @Override
    public String name() {
        return "crm_verify";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = Options.parse(call.arguments(), "L live-check", "x xml-file:", "X xml-text:", "p xml-pipe", "V verbose",
                "q quiet");
        String xml = options.value("xml-text").orElse(call.input());
        if (!options.has("live-check") && xml == null) {
            throw new UsageException("what is to be checked? Use -L, -x FILE, -X TEXT or -p");
        }
        List<String> errors;
        List<String> warnings = List.of();
        try {
            errors = options.has("live-check")
                    ? ConfigurationCheck.errors(context.connection().cib())
                    : ConfigurationCheck.errorsInText(xml);
            if (options.has("verbose")) {
                warnings = options.has("live-check")
                        ? ConfigurationCheck.warnings(context.connection().cib())
                        : ConfigurationCheck.warningsInText(xml);
            }
        } catch (CibParseException bad) {
            errors = List.of(bad.getMessage());
        }
        if (!options.has("quiet")) {
            errors.forEach(error -> err.println("error: " + error));
            warnings.forEach(warning -> err.println("warning: " + warning));
        }
        if (!errors.isEmpty()) {
            err.println("Configuration invalid (with errors)");
        }
        return errors.isEmpty() ? ExitStatus.OK : ExitStatus.CONFIGURATION;
    }
}
