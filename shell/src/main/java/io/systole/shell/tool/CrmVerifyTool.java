package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.shell.command.ConfigurationCheck;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** {@code crm_verify}: is the configuration right? With {@code -L} that of the cluster, else the XML that comes with the call. */
final class CrmVerifyTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_verify - is the configuration right?
            Usage: crm_verify -L | -x FILE | -X XML | -p

             -L, --live-check            that of the running cluster
             -x, --xml-file=FILE         that in a file
             -X, --xml-text=XML          that in this text
             -p, --xml-pipe              that on standard input
             -V, --verbose               also what is allowed and probably not meant
             -q, --quiet                 the exit code alone
             -S, --save-xml=FILE         write what was checked into a file
             --output-as=FORMAT          text or xml

            Exit code: 0 right (also with warnings); 66 no such file; 78 wrong
            """);

    @Override
    public String name() {
        return "crm_verify";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        options.only(List.of("live-check", "xml-file", "xml-text", "xml-pipe"));
        var answer = new Answer(call, options, out, err);
        String xml = options.value("xml-text").orElse(call.input());
        if (!options.has("live-check") && xml == null) {
            throw new UsageException("what is to be checked? Use -L, -x FILE, -X TEXT or -p");
        }
        List<String> errors;
        List<String> warnings = List.of();
        try {
            Element checked = options.has("live-check") ? context.connection().cib().root() : CibReader.element(xml);
            if (options.has("save-xml")) {
                save(options.value("save-xml").get(), checked, context);
            }
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
        } catch (IOException failed) {
            return answer.failed(ExitStatus.CANNOT_CREATE, IoSentence.of(failed));
        }
        if (!options.has("quiet")) {
            errors.forEach(error -> answer.error("error: " + error, "error: " + error));
            warnings.forEach(warning -> answer.error("warning: " + warning, "warning: " + warning));
        }
        if (!errors.isEmpty()) {
            answer.error("Configuration invalid (with errors)", "crm_verify: Configuration invalid (with errors)");
        }
        return answer.end(errors.isEmpty() ? ExitStatus.OK : ExitStatus.CONFIGURATION);
    }

    private static void save(String file, Element checked, ToolContext context) throws IOException {
        context.files().orElseThrow(() -> new UsageException("-S writes a file, and the daemon writes none"))
                .write(file, CibWriter.bytes(checked));
    }
}
