package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
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
                "Q quiet", "V verbose");
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
        throw new UsageException("one of -n, -l, -p, -q, -i, -N is needed");
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
