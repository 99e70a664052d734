package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** {@code crm_node}: names, ids and membership of nodes. */
final class CrmNodeTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_node - names, numbers and membership of nodes
            Usage: crm_node -n | -l | -p | -q | -i | -N ID | -R NODE --force

             -n, --name                  the name of this node
             -l, --list                  number, name and state (member or lost) of every node
             -p, --partition             the members of this part of the cluster, in one line
             -q, --quorum                1 if this part of the cluster may act, else 0
             -i, --cluster-id            the number of this node
             -N, --name-for-id=ID        the name of the node with this number
             -R, --remove=NODE           forget a node that is gone for good
             -f, --force                 yes, I mean it (for -R)
             -Q, --quiet                 accepted
             -C, --corosync              accepted
             --output-as=FORMAT          text or xml
            """);
    private static final List<String> COMMANDS =
            List.of("name", "list", "partition", "quorum", "cluster-id", "name-for-id", "remove");

    @Override
    public String name() {
        return "crm_node";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        var answer = new Answer(call, options, out, err);
        String command = options.last(COMMANDS).orElseThrow(() -> new UsageException("one of -n, -l, -p, -q, -i, -N, -R is needed"));
        return switch (command) {
            case "remove" -> remove(call, options, context, answer);
            case "list" -> list(context, answer);
            case "partition" -> partition(context, answer);
            case "quorum" -> {
                boolean quorate = context.report().quorate();
                answer.say(quorate ? "1" : "0", Element.of("cluster-info", "quorum", Boolean.toString(quorate)));
                yield answer.end(ExitStatus.OK);
            }
            case "cluster-id" -> {
                String id = NodeIds.of(context.connection().cib(), context.localNode()).orElse("0");
                answer.say(id, Element.of("node-info", "nodeid", id));
                yield answer.end(ExitStatus.OK);
            }
            case "name-for-id" -> nameFor(options.value("name-for-id").orElseThrow(), context, answer);
            default -> {
                answer.say(context.localNode().value(), Element.of("node-info", "uname", context.localNode().value()));
                yield answer.end(ExitStatus.OK);
            }
        };
    }

    private static ExitStatus list(ToolContext context, Answer answer) {
        TreeSet<String> members = members(context);
        var nodes = new ArrayList<Element>();
        for (Element node : context.connection().cib().section("nodes").children("node")) {
            String state = members.contains(node.get("uname", "")) ? "member" : "lost";
            answer.line(node.get("id", "") + " " + node.get("uname", "") + " " + state);
            nodes.add(Element.of("node", "id", node.get("id", ""), "name", node.get("uname", ""), "state", state));
        }
        answer.element(Element.of("nodes").withChildren(nodes));
        return answer.end(ExitStatus.OK);
    }

    private static ExitStatus partition(ToolContext context, Answer answer) {
        TreeSet<String> members = members(context);
        answer.say(String.join(" ", members), Element.of("nodes").withChildren(members.stream()
                .map(name -> Element.of("node", "name", name, "state", "member")).toList()));
        return answer.end(ExitStatus.OK);
    }

    private static ExitStatus nameFor(String id, ToolContext context, Answer answer) {
        Optional<NodeName> name = NodeIds.name(context.connection().cib(), id);
        if (name.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "there is no node with id " + id);
        }
        answer.say(name.get().value(), Element.of("node-info", "nodeid", id, "uname", name.get().value()));
        return answer.end(ExitStatus.OK);
    }

    private static ExitStatus remove(ToolCall call, Options options, ToolContext context, Answer answer) {
        String node = options.text("remove").orElseThrow(() -> new UsageException("which node? Use -R NODE"));
        if (!options.has("force")) {
            throw new UsageException("removing a node forgets its attributes and history for good; if that is meant, add --force");
        }
        ClusterReply reply = context.connection().submit(new ClusterRequest.RemoveNode(new NodeName(node), call.user(), call.tool()));
        if (!reply.ok()) {
            return answer.failed(ExitStatus.of(reply.outcome()), reply.message());
        }
        if (!reply.message().isEmpty()) {
            answer.line("crm_node: " + reply.message());
        }
        return answer.end(ExitStatus.OK);
    }

    private static TreeSet<String> members(ToolContext context) {
        var members = new TreeSet<String>();
        context.report().members().forEach(member -> members.add(member.name().value()));
        return members;
    }
}
