package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.status.ClusterStatus;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.LocateCommand;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code crm_resource}: the common questions and orders about resources; orders are those of {@code crm resource}. */
final class CrmResourceTool implements Tool {
    private static final Set<String> RESOURCES = Set.of("primitive", "group", "clone", "master", "bundle");

    @Override
    public String name() {
        return "crm_resource";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = CrmResourceOptions.OPTIONS.parse(call.arguments()).withoutOperands();
        String resource = options.value("resource").orElse(null);
        Cib cib = context.connection().cib();
        if (resource != null && cib.byId(resource).filter(each -> RESOURCES.contains(each.name())).isEmpty()) {
            err.println("crm_resource: Resource '" + resource + "' not found");
            err.println("Error performing operation: No such object");
            return ExitStatus.NO_SUCH_OBJECT;
        }
        if (options.has("list")) {
            return crm(call, context, out, err, List.of("resource", "status"));
        }
        if (options.has("list-raw")) {
            cib.section("resources").tree().filter(each -> each.is("primitive")).map(Element::id).forEach(out::println);
            return ExitStatus.OK;
        }
        if (options.has("cleanup") || options.has("refresh")) {
            var words = new ArrayList<>(List.of("resource", options.has("cleanup") ? "cleanup" : "refresh"));
            options.value("resource").ifPresent(words::add);
            options.value("node").ifPresent(words::add);
            return crm(call, context, out, err, words);
        }
        if (resource == null) {
            throw new UsageException("this needs a resource: -r RESOURCE");
        }
        if (options.has("locate")) {
            String text = LocateCommand.text(ClusterStatus.of(cib, context.clock().instant(), context.zone()), resource);
            out.print(options.has("quiet") ? text.lines().filter(line -> line.contains("running on: "))
                    .map(line -> line.replaceAll(".*running on: ([^ ]+).*", "$1\n")).reduce("", String::concat) : text);
            return ExitStatus.OK;
        }
        if (options.has("query-xml")) {
            out.print(CibWriter.text(cib.byId(resource).orElseThrow()));
            return ExitStatus.OK;
        }
        if (options.value("get-parameter").isPresent()) {
            return parameter(cib, resource, options.value("get-parameter").get(), options.has("meta"), out, err);
        }
        for (String order : List.of("move", "ban", "clear", "restart", "constraints")) {
            if (options.has(order)) {
                var words = new ArrayList<>(List.of("resource", order, resource));
                options.value("node").ifPresent(words::add);
                options.value("lifetime").ifPresent(words::add);
                if (options.has("force") || order.equals("ban") || order.equals("move")) {
                    words.add("force");
                }
                return crm(call, context, out, err, words);
            }
        }
        throw new UsageException("what is to be done with " + resource + "? For example -W, -C, -M -N NODE, -U");
    }

    private static ExitStatus parameter(Cib cib, String resource, String name, boolean meta, PrintWriter out, PrintWriter err) {
        var value = cib.byId(resource).orElseThrow().children(meta ? "meta_attributes" : "instance_attributes").stream()
                .flatMap(set -> set.children("nvpair").stream())
                .filter(pair -> name.equals(pair.get("name")))
                .map(pair -> pair.get("value", ""))
                .findFirst();
        value.ifPresentOrElse(out::println, () -> err.println("crm_resource: " + resource + " has no attribute " + name));
        return value.isPresent() ? ExitStatus.OK : ExitStatus.NO_SUCH_OBJECT;
    }

    private static ExitStatus crm(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err, List<String> words) {
        return new CrmTool().run(new ToolCall("crm", words, null, call.environment(), call.user(), call.columns()), context, out, err);
    }
}
