package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.option.Score;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.FailedAction;
import io.systole.core.status.NodeHistory;
import io.systole.core.status.PrimitiveStatus;
import io.systole.shell.format.DateText;
import io.systole.shell.format.ResourceLine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code resource retry}: what people look for when a resource has failed: says what has failed, forgets it, waits, and says what has come
 * of it.
 */
final class RetryCommand implements Command {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public String usage() {
        return "RESOURCE [NODE]";
    }

    @Override
    public String summary() {
        return "forget what has failed, try again, and tell what has come of it";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw new UsageException("write: retry " + usage());
        }
        Cib cib = context.connection().cib();
        String id = arguments.getFirst();
        Element resource = Names.resource(cib, id);
        Optional<String> node = arguments.size() > 1 ? Optional.of(Names.node(cib, arguments.get(1)).get("uname")) : Optional.empty();
        Set<String> names = new LinkedHashSet<>(resource.tree().filter(each -> each.is("primitive")).map(Element::id).toList());
        ClusterStatus before = context.status();
        List<String> failed = failures(context, before, names, node);
        boolean blocked = primitives(before, names).stream().anyMatch(PrimitiveStatus::blocked);
        if (failed.isEmpty() && !blocked) {
            context.info("nothing of " + id + " has failed" + node.map(name -> " on " + name).orElse("")
                    + ", so there is nothing to retry");
            return outcome(context, id, names, false);
        }
        failed.forEach(context::info);
        if (blocked) {
            context.info("because of that the cluster does not touch " + id + " any more");
        }
        context.info("forgetting this and looking again where " + id + " runs" + node.map(name -> ", on " + name).orElse(""));
        context.out().flush();
        for (String name : names) {
            ClusterReply reply = context.connection()
                    .submit(new ClusterRequest.CleanUp(Optional.of(new ResourceId(name)), node.map(NodeName::new), true));
            if (!reply.ok()) {
                context.error(reply.message());
                return ExitStatus.of(reply.outcome());
            }
            awaitCopy(context, reply.version());
        }
        List<String> left = new Settling(context.connection(), context.clock(), context.zone()).await(PATIENCE,
                () -> !failures(context, context.status(), names, Optional.empty()).isEmpty());
        if (!left.isEmpty() && failures(context, context.status(), names, Optional.empty()).isEmpty()) {
            context.error("after " + PATIENCE.toSeconds() + " s the cluster is not at rest yet: " + left.getFirst()
                    + (left.size() > 1 ? " and " + (left.size() - 1) + " more" : "") + "; \"crm status\" tells how it goes on");
            return ExitStatus.TIMEOUT;
        }
        return outcome(context, id, names, true);
    }

    /** The copy of this node may lag behind what the DC has answered; what it still shows would be taken for a new failure. */
    private static void awaitCopy(CommandContext context, CibVersion version) {
        Instant end = context.clock().instant().plus(PATIENCE);
        Cib cib = context.connection().cib();
        while (cib.version().compareTo(version) < 0 && context.clock().instant().isBefore(end)) {
            context.connection().awaitChange(cib, PATIENCE);
            cib = context.connection().cib();
        }
    }

    private static List<PrimitiveStatus> primitives(ClusterStatus status, Set<String> names) {
        return status.resources().stream().flatMap(top -> top.primitives())
                .filter(each -> names.contains(each.id()) || names.contains(each.name())).toList();
    }

    /** One sentence for each failure, and for fail counts whose failure is not recorded any more. */
    private static List<String> failures(CommandContext context, ClusterStatus status, Set<String> names, Optional<String> node) {
        var sentences = new LinkedHashSet<String>();
        for (FailedAction failure : status.failures()) {
            if (names.contains(failure.resource().replaceFirst(":\\d+$", "")) && node.map(failure.node()::equals).orElse(true)) {
                String when = failure.lastChange()
                        .map(seconds -> " at " + DateText.local(Instant.ofEpochSecond(seconds), context.zone())).orElse("");
                sentences.add(failure.resource() + ": " + failure.task() + " failed on " + failure.node() + when + ": "
                        + ResourceLine.exitCode(failure.rc()) + (failure.reason().isEmpty() ? "" : " (" + failure.reason() + ")"));
            }
        }
        for (NodeHistory history : status.histories()) {
            history.resources().stream()
                    .filter(each -> names.contains(each.resource().replaceFirst(":\\d+$", "")) && each.failCount() > 0)
                    .filter(each -> node.map(history.node()::equals).orElse(true))
                    .forEach(each -> sentences.add(each.resource() + ": " + counted(each) + " on " + history.node()));
        }
        return List.copyOf(sentences);
    }

    private static String counted(NodeHistory.ResourceHistory history) {
        boolean limited = history.migrationThreshold() > 0 && history.migrationThreshold() < Score.INFINITY;
        return history.failCount() >= Score.INFINITY ? "after its failure no start is tried"
                : history.failCount() + (limited ? " of " + history.migrationThreshold() : "") + " failures count";
    }

    /** Where it runs now; if it does not, why. */
    private static ExitStatus outcome(CommandContext context, String id, Set<String> names, boolean tried) {
        ClusterStatus now = context.status();
        List<String> again = tried ? failures(context, now, names, Optional.empty()) : List.of();
        LocateCommand.text(now, id).lines().forEach(context::info);
        again.forEach(sentence -> context.error("it has failed again: " + sentence));
        boolean runs = primitives(now, names).stream().anyMatch(PrimitiveStatus::active);
        if (!runs) {
            Scheduler.schedule(context.connection().cib(), context.clock().instant(), context.zone()).explanations().stream()
                    .filter(each -> names.contains(each.subject().replaceFirst(":\\d+$", "")))
                    .forEach(each -> context.info(each.subject() + ": " + each.text()));
        }
        return again.isEmpty() ? ExitStatus.OK : ExitStatus.ERROR;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        Cib cib = context.connection().cib();
        return before.size() <= 1 ? Names.resources(cib) : Names.nodes(cib);
    }
}
