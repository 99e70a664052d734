package io.systole.shell.tool;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.path.PathQuery;
import io.systole.core.cib.path.Spot;
import io.systole.core.membership.NodeName;
import io.systole.core.option.TimeSpan;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.Settling;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code crm_resource} has the cluster do with resources: clean up, forget, delete, wait. */
final class ResourceOrders {
    private static final Duration USUAL_WAIT = Duration.ofHours(1);

    private final ResourceTarget target;
    private final Answer answer;

    ResourceOrders(ResourceTarget target, Answer answer) {
        this.target = target;
        this.answer = answer;
    }

    /** Forgets failures, or everything, of a resource and what it is part of; of all resources if none is named. */
    ExitStatus cleanUp(boolean onlyFailures) {
        Optional<String> node = target.node();
        Optional<Element> resource = target.resource().map(each -> target.options.has("force") ? each : target.collective(each));
        List<Optional<ResourceId>> ids = resource.map(each -> each.tree().filter(part -> part.is("primitive"))
                        .map(part -> Optional.of(new ResourceId(part.id()))).toList())
                .orElse(List.of(Optional.empty()));
        List<String> nodes = node.map(List::of).orElseGet(() -> target.status().nodes().stream().map(each -> each.name()).toList());
        for (Optional<ResourceId> id : ids) {
            ClusterReply reply = target.context.connection()
                    .submit(new ClusterRequest.CleanUp(id, node.map(NodeName::new), onlyFailures));
            if (!reply.ok()) {
                return answer.failed(ExitStatus.of(reply.outcome()), reply.message());
            }
            for (String name : nodes) {
                answer.line("Cleaned up " + id.map(ResourceId::value).orElse("all resources") + " on " + name);
            }
        }
        return answer.end(ExitStatus.OK);
    }

    /** Deletes an element of the named kind; what still refers to it makes the cluster refuse. */
    ExitStatus delete() {
        String id = target.options.text("resource").orElseThrow(() -> new UsageException("Must supply a resource id with -r"));
        String kind = target.options.text("resource-type")
                .orElseThrow(() -> new UsageException("You need to specify a resource type with -t"));
        if (!List.of("primitive", "group", "clone", "master", "bundle", "template").contains(kind)) {
            throw new UsageException("\"" + kind + "\" is no kind of resource; use primitive, group, clone, bundle or template");
        }
        Optional<Spot> spot = id.contains("'") ? Optional.empty()
                : new PathQuery(target.cib.root()).select("/cib/configuration/resources//" + kind + "[@id='" + id + "']").stream()
                        .findFirst();
        if (spot.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "there is no " + kind + " \"" + id + "\"");
        }
        ClusterReply reply = target.context.connection().submit(new ClusterRequest.ChangeCib(
                List.of(new CibChange.Delete(spot.get().path())), target.call.user(), target.call.tool(), target.options.has("force")));
        return reply.ok() ? answer.end(ExitStatus.OK)
                : answer.failed(ExitStatus.of(reply.outcome()), String.join("; ", reply.message().lines().toList()));
    }

    /** Waits until the cluster has nothing left to do. */
    ExitStatus await() {
        Duration wait = target.options.value("timeout").map(text -> Duration.ofMillis(TimeSpan.interval(text)
                .orElseThrow(() -> new UsageException("\"" + text + "\" is no time; write for example 2min")))).orElse(USUAL_WAIT);
        List<String> left = new Settling(target.context.connection(), target.context.clock(), target.context.zone()).await(wait);
        if (left.isEmpty()) {
            return answer.end(ExitStatus.OK);
        }
        left.forEach(each -> answer.line("\t* " + each));
        return answer.failed(ExitStatus.TIMEOUT, "Pending actions: " + left.size() + " after " + wait.toSeconds() + " s");
    }

    /** Stops and starts it, by the same words as {@code crm resource restart}. */
    ExitStatus restart(PrintWriter out, PrintWriter err) {
        Element resource = target.needed();
        boolean running = target.primitives(resource).stream().anyMatch(each -> each.active());
        if (!running) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, resource.id() + " is not running anywhere and so cannot be restarted");
        }
        ToolCall call = target.call;
        var order = new ToolCall("crm", List.of("resource", "restart", resource.id()), null, call.environment(), call.user(),
                call.columns());
        if (!answer.xml()) {
            return new CrmTool().run(order, target.context, out, err);
        }
        var errors = new StringWriter();
        ExitStatus status;
        try (var unheard = new PrintWriter(Writer.nullWriter()); var heard = new PrintWriter(errors)) {
            status = new CrmTool().run(order, target.context, unheard, heard);
        }
        return errors.toString().isBlank() ? answer.end(status) : answer.failed(status, errors.toString().strip());
    }
}
