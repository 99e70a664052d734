package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.membership.NodeName;
import io.systole.core.option.Score;
import io.systole.core.option.TimeSpan;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code crm_failcount}: how often operations of a resource have failed on a node, and forgetting it. */
final class CrmFailcountTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_failcount - how often operations of a resource have failed on a node
            Usage: crm_failcount (-G | -D) -r RESOURCE [-N NODE] [-n OPERATION [-I INTERVAL]]

             -G, --query                      print it (what is done if nothing is said)
             -D, --delete                     forget the failures, and look again
             -r, --resource=RESOURCE          of this resource
             -n, --operation=NAME             of this operation alone, for example monitor
             -I, --interval=TIME              with this interval, for example 10s; usually 0
             -N, -U, --node, --uname=NODE     on this node; usually on the one where this is called
             -q, -Q, --quiet                  the number alone
            """);

    @Override
    public String name() {
        return "crm_failcount";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        options.only(List.of("query", "delete"));
        String resource = options.text("resource").orElseThrow(() -> new UsageException("which resource? Use -r NAME"));
        if (options.has("interval") && !options.has("operation")) {
            throw new UsageException("-I needs the operation, -n NAME");
        }
        var node = new NodeName(Caller.node(call, context, options.value("node")));
        String operation = options.value("operation").map(name -> "#" + name + "_" + interval(options)).orElse("");
        if (options.has("delete")) {
            return delete(context, resource, node, operation, err);
        }
        String count = Score.text(count(context.connection().cib(), resource, node, operation));
        out.println(options.has("quiet") ? count : "scope=status  name=fail-count-" + resource + " value=" + count);
        return ExitStatus.OK;
    }

    private static long interval(Options options) {
        String text = options.value("interval").orElse("0");
        return TimeSpan.interval(text).orElseThrow(() -> new UsageException("\"" + text + "\" is no interval; write for example 10s"));
    }

    /** All counts of the resource on the node, or that of one operation, added up. */
    private static int count(Cib cib, String resource, NodeName node, String operation) {
        int sum = 0;
        for (Map.Entry<String, String> attribute : NodeAttributes.all(cib, node).entrySet()) {
            String name = attribute.getKey();
            String wanted = "fail-count-" + resource;
            boolean counts = operation.isEmpty() ? name.equals(wanted) || name.startsWith(wanted + "#") : name.equals(wanted + operation);
            sum = counts ? Score.add(sum, Score.parse(attribute.getValue(), 0)) : sum;
        }
        return sum;
    }

    private static ExitStatus delete(ToolContext context, String resource, NodeName node, String operation, PrintWriter err) {
        if (operation.isEmpty()) {
            return told(context.connection().submit(
                    new ClusterRequest.CleanUp(Optional.of(new ResourceId(resource)), Optional.of(node), true)), err);
        }
        ExitStatus status = ExitStatus.OK;
        for (String name : new String[] {"fail-count-", "last-failure-"}) {
            ExitStatus one = told(context.connection().submit(
                    new ClusterRequest.SetAttribute(node, name + resource + operation, Optional.empty())), err);
            status = status == ExitStatus.OK ? one : status;
        }
        return status;
    }

    private static ExitStatus told(ClusterReply reply, PrintWriter err) {
        if (!reply.ok()) {
            err.println("crm_failcount: " + reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }
}
