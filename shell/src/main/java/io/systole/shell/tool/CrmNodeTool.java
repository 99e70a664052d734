package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.TreeSet;

/** {@code crm_node}: names, ids and membership of nodes. */
final class CrmNodeTool implements Tool {
    @Override
    public String name() {
        return "crm_node";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = Options.parse(call.arguments(), "n name", "l list", "p partition", "q quorum", "i cluster-id", "N name-for-id:",
                "R remove:", "f force", "Q quiet", "V verbose");
        if (options.value("remove").isPresent()) {
            return remove(call, options, context, out, err);
        }
        Cib cib = context.connection().cib();
        if (options.has("list")) {
            TreeSet<String> members = members(context);
            cib.section("nodes").children("node").forEach(node -> out.println(node.get("id", "") + " " + node.get("uname", "") + " "
                    + (members.contains(node.get("uname", "")) ? "member" : "lost")));
            return ExitStatus.OK;
        }
        if (options.has("partition")) {
            out.println(String.join(" ", members(context)));
            return ExitStatus.OK;
        }
        if (options.has("quorum")) {
            out.println(report(context).quorate() ? "1" : "0");
            return ExitStatus.OK;
        }
        if (options.has("cluster-id")) {
            out.println(byName(cib, local(context)).map(Element::id).orElse("0"));
            return ExitStatus.OK;
        }
        if (options.value("name-for-id").isPresent()) {
            String id = options.value("name-for-id").get();
            Optional<Element> node = cib.section("nodes").child("node", id);
            node.ifPresentOrElse(each -> out.println(each.get("uname", "")), () -> err.println("crm_node: there is no node with id " + id));
            return node.isPresent() ? ExitStatus.OK : ExitStatus.NO_SUCH_OBJECT;
        }
        if (options.has("name")) {
            out.println(local(context));
            return ExitStatus.OK;
        }
        throw new UsageException("one of -n, -l, -p, -q, -i, -N, -R is needed");
    }

    private static ExitStatus remove(ToolCall call, Options options, ToolContext context, PrintWriter out, PrintWriter err) {
        String node = options.value("remove").orElseThrow();
        if (!options.has("force")) {
            throw new UsageException("removing a node forgets its attributes and history for good; if that is meant, add --force");
        }
        ClusterReply reply = context.connection().submit(new ClusterRequest.RemoveNode(new NodeName(node), call.user(), call.tool()));
        if (!reply.message().isEmpty()) {
            (reply.ok() ? out : err).println("crm_node: " + reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }

    private static NodeReport report(ToolContext context) {
        return context.connection().report().orElseThrow(() -> new NotConnectedException("there is only a CIB file, no running cluster"));
    }

    private static String local(ToolContext context) {
        return context.connection().localNode().map(NodeName::value)
                .orElseThrow(() -> new NotConnectedException("there is only a CIB file, no running cluster"));
    }

    private static TreeSet<String> members(ToolContext context) {
        var members = new TreeSet<String>();
        report(context).members().forEach(member -> members.add(member.name().value()));
        return members;
    }

    private static Optional<Element> byName(Cib cib, String name) {
        return cib.section("nodes").children("node").stream().filter(node -> name.equals(node.get("uname"))).findFirst();
    }
}
