package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import io.systole.core.cib.path.Spot;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** {@code cibadmin}: the CIB as XML, to read and to change. The XML of {@code -x} and {@code -p} comes with the call. */
final class CibAdminTool implements Tool {
    private static final List<String> CONFIGURATION = List.of("crm_config", "nodes", "resources", "constraints", "rsc_defaults",
            "op_defaults", "fencing-topology", "tags", "acls", "alerts");

    @Override
    public String name() {
        return "cibadmin";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = Options.parse(call.arguments(), "Q query", "o scope:", "A xpath:", "l local", "n no-children", "x xml-file:",
                "X xml-text:", "p xml-pipe", "R replace", "M modify", "C create", "D delete", "c allow-create", "f force", "V verbose",
                "$ version");
        boolean changes = List.of("replace", "modify", "create", "delete").stream().anyMatch(options::has);
        return changes ? change(call, context, options, err) : query(context, options, out, err);
    }

    private static ExitStatus query(ToolContext context, Options options, PrintWriter out, PrintWriter err) {
        Cib cib = context.connection().cib();
        Optional<Element> found = Optional.of(cib.root());
        if (options.value("xpath").isPresent()) {
            String path = options.value("xpath").get();
            try {
                found = CibPath.parse(path).find(cib.root()).map(Spot::element);
            } catch (IllegalArgumentException bad) {
                throw new UsageException(bad.getMessage());
            }
        } else if (options.value("scope").isPresent()) {
            String scope = options.value("scope").get();
            found = switch (scope) {
                case "all", "cib" -> found;
                case "configuration", "status" -> cib.root().child(scope);
                default -> cib.configuration().child(scope);
            };
        }
        if (found.isEmpty()) {
            err.println("Call cib_query failed (-6): No such device or address");
            return ExitStatus.NO_SUCH_OBJECT;
        }
        out.print(CibWriter.text(options.has("no-children") ? found.get().withChildren(List.of()) : found.get()));
        return ExitStatus.OK;
    }

    private static ExitStatus change(ToolCall call, ToolContext context, Options options, PrintWriter err) {
        if (options.has("delete") && options.value("xpath").isPresent()) {
            return submit(call, context, options, List.of(new CibChange.Delete(options.value("xpath").get())), err);
        }
        String xml = options.value("xml-text").orElse(call.input());
        if (xml == null) {
            throw new UsageException("there is no XML: use -X TEXT, -x FILE or -p");
        }
        try {
            Element element = CibReader.element(xml);
            String parent = "/cib/configuration" + options.value("scope").filter(CONFIGURATION::contains)
                    .filter(scope -> !scope.equals(element.name())).map(scope -> "/" + scope).orElse("");
            CibChange change = options.has("replace") ? new CibChange.Replace(element)
                    : options.has("create") ? new CibChange.Create(parent, element)
                    : options.has("modify") ? new CibChange.Modify(parent, element, options.has("allow-create"))
                    : new CibChange.Delete("//" + element.name() + (element.id() == null ? "" : "[@id='" + element.id() + "']"));
            return submit(call, context, options, List.of(change), err);
        } catch (CibParseException bad) {
            err.println("cibadmin: " + bad.getMessage());
            return ExitStatus.BAD_DATA;
        }
    }

    private static ExitStatus submit(ToolCall call, ToolContext context, Options options, List<CibChange> changes, PrintWriter err) {
        ClusterReply reply = context.connection()
                .submit(new ClusterRequest.ChangeCib(changes, call.user(), "cibadmin", options.has("force")));
        if (!reply.ok()) {
            err.println("cibadmin: " + reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }
}
