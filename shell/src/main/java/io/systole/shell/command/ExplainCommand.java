package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import io.systole.core.throttle.HeldBack;
import io.systole.core.transition.GraphAction;
import java.util.List;

/** {@code explain}: why a resource is where it is, and what will be done with it. */
final class ExplainCommand implements Command {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public List<String> aliases() {
        return List.of("why");
    }

    @Override
    public String usage() {
        return "RESOURCE|NODE";
    }

    @Override
    public String summary() {
        return "why a resource is where it is, and what the cluster will do with it";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new UsageException("write: explain " + usage());
        }
        Cib cib = context.connection().cib();
        String name = arguments.getFirst();
        List<String> subjects = Names.nodes(cib).contains(name)
                ? List.of(name)
                : Names.resource(cib, name).tree().filter(each -> each.id() != null).map(Element::id).toList();
        Schedule schedule = Scheduler.schedule(cib, context.clock().instant(), context.zone());
        long told = schedule.explanations().stream()
                .filter(each -> subjects.contains(each.subject()) || subjects.contains(each.subject().replaceAll(":[0-9]+$", "")))
                .peek(each -> context.out().println(each.subject() + ": " + each.text()))
                .count();
        List<GraphAction> toDo = schedule.graph().actions()
                .filter(action -> subjects.stream().anyMatch(subject -> action.label().startsWith(subject + "_"))).toList();
        toDo.forEach(action -> context.out().println("to do: " + action.label() + " (" + action.reason() + ")"));
        context.connection().report().stream().flatMap(report -> report.held().stream()).filter(held -> concerns(held, toDo))
                .forEach(held -> context.out().println("waiting: " + held.sentence()));
        if (told == 0) {
            context.out().print(Names.nodes(cib).contains(name) ? node(context, name) : LocateCommand.text(context.status(), name));
        }
        return ExitStatus.OK;
    }

    /** Whether one of these actions may be among those that are held back. */
    private static boolean concerns(HeldBack held, List<GraphAction> toDo) {
        return toDo.stream().anyMatch(action -> action instanceof GraphAction.ResourceAction resource
                && held.node().filter(node -> !node.equals(resource.on())).isEmpty());
    }

    /** Of a node that the scheduler has nothing to say about: what it carries. */
    private static String node(CommandContext context, String name) {
        List<String> carried = context.status().resources().stream().flatMap(ResourceStatus::primitives)
                .filter(each -> each.activeOn().stream().anyMatch(place -> place.node().equals(name)))
                .map(PrimitiveStatus::id).toList();
        return name + (carried.isEmpty() ? " runs nothing\n" : " runs " + String.join(", ", carried) + "\n");
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.resources(context.connection().cib());
    }
}
