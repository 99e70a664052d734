package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** {@code crm_error}: what a number that a tool ended with, or that stands in a log, means. Needs no cluster. */
final class CrmErrorTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_error - what a number means that a tool ended with or that stands in a log
            Usage: crm_error [-X|-r] [-n] NUMBER...
                   crm_error -l [-X|-r] [-n]

             -X, --exit              numbers are exit codes of tools
             -r, --rc                numbers are return codes of Pacemaker's library (below zero) or error numbers of the system
             -n, --name              also the name that it has in source code
             -l, --list              all that are known; what is done if no number is given
             --output-as=FORMAT      text or xml
            A number below zero is written behind --. Without -X and -r numbers are those of old tools and logs, their sign does not count.
            """);

    @Override
    public String name() {
        return "crm_error";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments());
        options.only(List.of("exit", "rc"));
        var answer = new Answer(call, options, out, err);
        ErrorCodes codes = options.has("exit") ? new ErrorCodes("exit")
                : options.has("rc") ? new ErrorCodes("rc", "system") : new ErrorCodes("system", "legacy");
        if (options.has("list") || options.operands().isEmpty()) {
            codes.all().forEach((number, code) -> answer.say("%5d: %s%s".formatted(number,
                    options.has("name") ? "%-26s ".formatted(code.name()) : "", code.text()), element(number, code, options)));
            return answer.end(ExitStatus.OK);
        }
        for (String word : options.operands()) {
            int number = number(word);
            boolean old = !options.has("exit") && !options.has("rc");
            ErrorCodes.Code code = old && number == 0 ? new ErrorCodes.Code("OK", "OK")
                    : codes.find(old ? Math.abs(number) : number).orElse(new ErrorCodes.Code("Unknown", "Unknown error " + number));
            answer.say((options.has("name") ? code.name() + " - " : "") + code.text(), element(number, code, options));
        }
        return answer.end(ExitStatus.OK);
    }

    private static int number(String word) {
        if (!word.matches("-?\\d{1,9}")) {
            throw new UsageException("\"" + word + "\" is no number");
        }
        return Integer.parseInt(word);
    }

    private static Element element(int number, ErrorCodes.Code code, Options options) {
        Element element = Element.of("result-code", "code", Integer.toString(number));
        return (options.has("name") ? element.with("name", code.name()) : element).with("description", code.text());
    }
}
