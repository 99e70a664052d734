package io.systole.shell.tool;

import io.systole.shell.command.ExitStatus;
import java.io.PrintWriter;
import java.util.Optional;

/** {@code crm_attribute}: node attributes and cluster options, in the forms that agents use. */
final class CrmAttributeTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_attribute - node attributes, cluster options and promotion scores
            Usage: crm_attribute -n NAME [-N NODE] [-l reboot|forever | -t SECTION] [-G | -v VALUE | -D]

             -n, --name, --attr-name=NAME        the attribute or option; without it a query tells all
             -P, --pattern=REGEX                 all attributes whose names match, instead of -n (not for -t crm_config)
             -p, --promotion[=RESOURCE]          the promotion score of a resource; usually of the one that the calling agent acts for
             -G, --query                         print it (what is done if nothing is said)
             -v, --update, --attr-value=VALUE    set it; value++ and value+=N count from what is there
             -D, --delete, --delete-attr         remove it
             -N, -U, --node, --uname=NODE        of this node; usually of the one that the calling agent acts for, else of this one
             -l, --lifetime=reboot|forever       until the node leaves, or for good
             -t, --type=SECTION                  crm_config (without -N and -l), nodes, status, rsc_defaults or op_defaults
             -z, --utilization                   what the node offers, not an attribute of it
             -d, --default=VALUE                 what a query prints if there is none
             -s, --set-name=ID                   in this set of attributes
             -i, --id, --attr-id=ID              this pair, if there are several of the name
             -q, -Q, --quiet                     the value alone
             -!, --inhibit-policy-engine         ignored: that is not for tools to decide
             --output-as=FORMAT                  text or xml
            """);

    @Override
    public String name() {
        return "crm_attribute";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments());
        var answer = new Answer(call, options, out, err);
        try {
            return new AttributeRun(call, context, options, answer).run();
        } catch (CallFailed failed) {
            answer.error(failed.words());
            return answer.failed(failed.status(), failed.getMessage());
        }
    }
}
