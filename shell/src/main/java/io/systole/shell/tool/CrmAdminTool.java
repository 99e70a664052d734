package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.request.NodeReport;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.NodeStatus;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.DateText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code crmadmin}: who is the coordinator, what does a node's controller do, which nodes are there? */
final class CrmAdminTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crmadmin - the coordinator, the state of a node's controller, the names of nodes
            Usage: crmadmin -D | -S NODE | -P | -N[=TYPE,...]

             -D, --dc_lookup          the name of the designated coordinator
             -S, --status=NODE        the state of the controller on a node
             -P, --pacemakerd         does the daemon of this node run?
             -N, --nodes[=TYPE,...]   the nodes of the configuration: all (usual), cluster, guest, remote
             -B, --bash-export        with -N: as commands of a shell
             -t, --timeout=TIME       accepted: the answer comes from this node
             -i, --ipc-name=NAME      accepted
             -q, --quiet              the answer alone
             --output-as=FORMAT       text or xml
            """);
    private static final List<String> COMMANDS = List.of("dc_lookup", "status", "pacemakerd", "nodes");
    private static final List<String> TYPES = List.of("all", "cluster", "guest", "remote");

    @Override
    public String name() {
        return "crmadmin";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        var answer = new Answer(call, options, out, err);
        String command = options.last(COMMANDS)
                .orElseThrow(() -> new UsageException("Must specify a command option: -D, -S NODE, -P or -N"));
        boolean quiet = options.has("quiet");
        return switch (command) {
            case "dc_lookup" -> coordinator(context.report(), quiet, answer);
            case "status" -> state(options.value("status").orElse(""), context, quiet, answer);
            case "pacemakerd" -> {
                context.report();
                String now = DateText.calendar(context.clock().instant().atZone(context.zone()).withNano(0));
                answer.say(quiet ? "running" : "Status of pacemakerd: 'running' (last updated " + now + ")",
                        Element.of("pacemakerd", "sys_from", "crmadmin", "state", "running", "last_updated", now));
                yield answer.end(ExitStatus.OK);
            }
            default -> nodes(context, options, answer);
        };
    }

    private static ExitStatus coordinator(NodeReport report, boolean quiet, Answer answer) {
        String dc = report.dc().map(NodeName::value).orElse("not yet elected");
        answer.say((quiet ? "" : "Designated Controller is: ") + dc, Element.of("dc", "node_name", dc));
        return answer.end(report.dc().isPresent() ? ExitStatus.OK : ExitStatus.NO_SUCH_OBJECT);
    }

    private static ExitStatus state(String name, ToolContext context, boolean quiet, Answer answer) {
        NodeReport report = context.report();
        if (report.members().stream().noneMatch(member -> member.name().value().equals(name))) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "node \"" + name + "\" is no member, so its controller cannot be asked");
        }
        boolean local = report.node().value().equals(name);
        boolean dc = report.dc().map(NodeName::value).filter(name::equals).isPresent();
        String state = local ? report.state() : dc ? remoteCoordinator(context.connection().cib()) : "S_NOT_DC";
        answer.say(quiet ? state : "Controller on " + name + " in state " + state + ": ok",
                Element.of("crmd", "node_name", name, "state", state, "result", "ok"));
        return answer.end(ExitStatus.OK);
    }

    /** What the copy of the CIB tells of the DC elsewhere: it carries out a transition if an operation is under way. */
    private static String remoteCoordinator(Cib cib) {
        boolean pending = cib.status().tree().anyMatch(each -> each.is("lrm_rsc_op") && "-1".equals(each.get("op-status")));
        return pending ? "S_TRANSITION_ENGINE" : "S_IDLE";
    }

    private static ExitStatus nodes(ToolContext context, Options options, Answer answer) {
        List<String> types = options.text("nodes").map(text -> List.of(text.split(","))).orElse(List.of("all"));
        types.stream().filter(type -> !TYPES.contains(type)).findFirst().ifPresent(unknown -> {
            throw new UsageException("\"" + unknown + "\" is no type of node; use " + String.join(", ", TYPES));
        });
        var found = new ArrayList<Element>();
        var status = ClusterStatus.of(context.connection().cib(), context.clock().instant(), context.zone());
        for (NodeStatus node : status.nodes().stream().sorted(Comparator.comparing(each -> TYPES.indexOf(type(each)))).toList()) {
            String type = type(node);
            if (types.contains("all") || types.contains(type)) {
                found.add(Element.of("node", "type", type, "name", node.name(), "id", node.id()));
                answer.line(options.has("bash-export") ? "export " + node.name() + "=" + node.id()
                        : options.has("quiet") ? node.name() : type + " node: " + node.name() + " (" + node.id() + ")");
            }
        }
        if (found.isEmpty()) {
            answer.line("No nodes configured");
        }
        answer.element(Element.of("nodes").withChildren(found));
        return answer.end(ExitStatus.OK);
    }

    private static String type(NodeStatus node) {
        return node.kind() == NodeStatus.Kind.MEMBER ? "cluster" : node.kind().name().toLowerCase(Locale.ROOT);
    }
}
