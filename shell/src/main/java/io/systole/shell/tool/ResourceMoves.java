package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.rule.CibDuration;
import io.systole.core.rule.RuleValidity;
import io.systole.core.status.PrimitiveStatus;
import io.systole.shell.command.ConfigurationChanges;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.MoveConstraint;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.DateText;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** {@code crm_resource --move}, {@code --ban} and {@code --clear}. */
final class ResourceMoves {
    private final ResourceTarget target;
    private final Options options;
    private final Answer answer;
    private final ZonedDateTime now;

    ResourceMoves(ResourceTarget target, Answer answer) {
        this.target = target;
        this.options = target.options;
        this.answer = answer;
        this.now = target.context.clock().instant().atZone(target.context.zone()).withNano(0);
    }

    private String role() {
        return options.has("promoted") ? "Promoted" : "Started";
    }

    ExitStatus move() {
        Element resource = target.clone(target.needed());
        Optional<String> node = target.node();
        if (node.isEmpty()) {
            return ban("moved");
        }
        if (runsOn(resource).equals(List.of(node.get())) && !options.has("force")) {
            answer.error("Error performing operation: Requested item already exists");
            return answer.failed(ExitStatus.EXISTS, resource.id() + " runs on " + node.get() + " already; to keep it there, add --force");
        }
        Cib cleared = MoveConstraint.without(target.cib, resource.id(), each -> true);
        return submit(cleared.withSection(cleared.section("constraints")
                .plus(MoveConstraint.prefer(resource.id(), node.get(), role(), end()))));
    }

    ExitStatus ban() {
        return ban("banned");
    }

    private ExitStatus ban(String what) {
        Element resource = target.clone(target.needed());
        List<String> places = runsOn(resource);
        Optional<String> node = target.node().or(() -> places.size() == 1 ? Optional.of(places.getFirst()) : Optional.empty());
        if (node.isEmpty()) {
            return answer.failed(ExitStatus.USAGE, "Resource '" + resource.id() + "' not " + what + ": active in " + places.size()
                    + " locations.\nTo prevent '" + resource.id() + "' from running on a specific location, specify a node.");
        }
        Optional<String> end = end();
        Element constraint = MoveConstraint.ban(resource.id(), node.get(), role(), end);
        Cib cleared = MoveConstraint.without(target.cib, resource.id(), each -> constraint.id().equals(each.id())
                || each.id().startsWith("cli-prefer-") && MoveConstraint.isAbout(each, node.get()));
        ExitStatus status = submit(cleared.withSection(cleared.section("constraints").plus(constraint)));
        if (status == ExitStatus.OK && !options.has("quiet")) {
            String doing = options.has("promoted") ? "being promoted" : "running";
            answer.remark("WARNING: Creating rsc_location constraint '" + constraint.id() + "' with a score of -INFINITY for resource "
                    + resource.id() + " on " + node.get() + ".\n\tThis will prevent " + resource.id() + " from " + doing + " on "
                    + node.get() + " until the constraint is removed using the clear option or by editing the CIB with an appropriate tool"
                    + end.map(date -> ", at the latest until " + date).orElse("")
                    + "\n\tThis will be the case even if " + node.get() + " is the last node in the cluster");
        }
        return status;
    }

    /** Where it runs; of a promotable clone that has one promoted instance, where that is. */
    private List<String> runsOn(Element resource) {
        List<PrimitiveStatus> active = target.primitives(resource).stream().filter(PrimitiveStatus::active).toList();
        List<PrimitiveStatus> promoted = active.stream().filter(each -> each.role().equals("Promoted")).toList();
        return (promoted.size() == 1 ? promoted : active).stream().flatMap(each -> each.activeOn().stream())
                .map(PrimitiveStatus.Place::node).distinct().toList();
    }

    private Optional<String> end() {
        return options.value("lifetime").map(text -> CibDuration.parse(text).flatMap(duration -> duration.after(now))
                .map(date -> DateText.calendar(date.withZoneSameInstant(ZoneOffset.UTC)))
                .orElseThrow(() -> new UsageException("Invalid duration specified: " + text + "; write for example PT30M or P1D")));
    }

    ExitStatus clear() {
        Element resource = target.clone(target.needed());
        Optional<String> node = target.node();
        return submit(MoveConstraint.without(target.cib, resource.id(), each ->
                (node.isEmpty() || MoveConstraint.isAbout(each, node.get())
                        || options.has("force") && each.id().startsWith("cli-prefer-"))
                        && (!options.has("promoted") || "Promoted".equals(each.get("role")))
                        && (!options.has("expired") || expired(each))));
    }

    private boolean expired(Element constraint) {
        return constraint.child("rule").map(rule -> RuleValidity.of(rule, target.cib::byId, now).phase() == RuleValidity.Phase.EXPIRED)
                .orElse(false);
    }

    private ExitStatus submit(Cib after) {
        var changes = ConfigurationChanges.between(target.cib, after);
        if (changes.isEmpty()) {
            return answer.end(ExitStatus.OK);
        }
        ClusterReply reply = target.context.connection()
                .submit(new ClusterRequest.ChangeCib(changes, target.call.user(), target.call.tool(), false));
        if (!reply.ok()) {
            return answer.failed(ExitStatus.of(reply.outcome()), reply.message());
        }
        return answer.end(ExitStatus.OK);
    }
}
