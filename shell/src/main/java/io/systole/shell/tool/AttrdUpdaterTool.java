package io.systole.shell.tool;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.attribute.AttributeUpdate.How;
import io.systole.core.cib.Element;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.membership.NodeName;
import io.systole.core.option.TimeSpan;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** {@code attrd_updater}: transient and private node attributes, with dampening, in the forms that agents use. */
final class AttrdUpdaterTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            attrd_updater - transient and private node attributes, with dampening
            Usage: attrd_updater -n NAME (-U VALUE | -B VALUE -d TIME | -Y -d TIME | -Q | -D) [-N NODE] [-p]
                   attrd_updater -R

             -n, --name=NAME          the attribute
             -U, -v, --update=VALUE   set it; value++ and value+=N count from what is there
             -B, --update-both=VALUE  set it and its dampening, -d
             -Y, --update-delay       set its dampening alone, -d
             -Q, --query              print it
             -D, --delete             forget it
             -R, --refresh            write all attributes once more
             -d, --delay=TIME         changes that follow each other within this time are written together
             -N, --node=NODE          of this node; usually of the one that the calling agent acts for, else of this one
             -A, --all                with -Q: of all nodes
             -p, --private            never in the CIB, only in memory
             -P, --pattern=REGEX      all attributes whose names match, instead of -n
             -W, --wait=no|local|cluster  wait for nobody, for this node, or until all members have it
             -S, --lifetime=WORD      ignored: what is set here lives until the node leaves
             -s, --set=ID             ignored: the DC knows the set
             -q, --quiet              ignored
             --output-as=FORMAT       text or xml
            """);
    private static final List<String> COMMANDS = List.of("update", "update-both", "update-delay", "query", "delete", "refresh");

    @Override
    public String name() {
        return "attrd_updater";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments());
        Optional<String> command = options.only(COMMANDS);
        String wait = options.value("wait").orElse("no");
        if (!List.of("no", "local", "cluster").contains(wait)) {
            throw new UsageException("--wait=" + wait + " is not possible; it takes no, local or cluster");
        }
        var node = new NodeName(Caller.node(call, context, options.value("node")));
        var answer = new Answer(call, options, out, err);
        if (options.has("refresh")) {
            ExitStatus status = submit(context, answer, new AttributeUpdate(How.REFRESH, node, "", Optional.empty(), Optional.empty(),
                    false), false);
            return status == ExitStatus.OK ? answer.end(status) : status;
        }
        if (options.text("name").isPresent() == options.has("pattern")) {
            throw new UsageException(options.has("pattern") ? "--name and --pattern cannot be given together"
                    : "which attribute? Use -n NAME");
        }
        if (command.filter("query"::equals).isPresent()) {
            return query(context, options, node, answer);
        }
        for (String attribute : names(context, options, node)) {
            ExitStatus status = submit(context, answer, update(options, node, attribute), wait.equals("cluster"));
            if (status != ExitStatus.OK) {
                return status;
            }
        }
        return answer.end(ExitStatus.OK);
    }

    /** The attribute that is named, or those of the node that match. */
    private static List<String> names(ToolContext context, Options options, NodeName node) {
        if (options.text("name").isPresent()) {
            return List.of(options.text("name").get());
        }
        Pattern pattern = AttributeRun.pattern(options.value("pattern").orElseThrow());
        return new TransientAttributes(context).all(node).keySet().stream().filter(name -> pattern.matcher(name).find()).toList();
    }

    private static AttributeUpdate update(Options options, NodeName node, String attribute) {
        How how = options.has("update-both") ? How.BOTH : options.has("update-delay") ? How.DELAY : How.VALUE;
        Optional<Duration> delay = options.value("delay").map(AttrdUpdaterTool::delay);
        if (how != How.VALUE && delay.isEmpty()) {
            throw new UsageException("--" + (how == How.BOTH ? "update-both" : "update-delay") + " needs the dampening, -d TIME");
        }
        Optional<String> value = options.value("update-both").or(() -> options.value("update"));
        if (how == How.VALUE && value.isEmpty() && !options.has("delete")) {
            throw new UsageException("what is to be done with " + attribute + "? Use -U VALUE, -B VALUE -d TIME, -Y -d TIME, -D or -Q");
        }
        return new AttributeUpdate(how, node, attribute, value, delay, options.has("private"));
    }

    private static Duration delay(String text) {
        OptionalLong millis = TimeSpan.interval(text);
        return Duration.ofMillis(millis.orElseThrow(() ->
                new UsageException("\"" + text + "\" is no time; write for example 5s or 500ms")));
    }

    /** Ends nothing if all is well: more may follow. */
    private static ExitStatus submit(ToolContext context, Answer answer, AttributeUpdate update, boolean everywhere) {
        ClusterReply reply = context.connection().submit(new ClusterRequest.SetAttribute(update, everywhere));
        return reply.ok() ? ExitStatus.OK : answer.failed(ExitStatus.of(reply.outcome()), reply.message());
    }

    private static ExitStatus query(ToolContext context, Options options, NodeName asked, Answer answer) {
        List<NodeName> nodes = options.has("all") ? NodeIds.all(context.connection().cib()) : List.of(asked);
        var attributes = new TransientAttributes(context);
        boolean found = false;
        for (NodeName node : nodes) {
            for (String name : names(context, options, node)) {
                Optional<String> value = attributes.value(node, name);
                value.ifPresent(text -> answer.say("name=\"" + name + "\" host=\"" + node + "\" value=\"" + text + "\"",
                        Element.of("attribute", "name", name, "value", text, "host", node.value())));
                found |= value.isPresent();
            }
        }
        return found ? answer.end(ExitStatus.OK) : answer.failed(ExitStatus.NO_SUCH_OBJECT, "Could not query value of "
                + options.text("name").or(() -> options.value("pattern")).orElse("") + ": attribute does not exist");
    }
}
