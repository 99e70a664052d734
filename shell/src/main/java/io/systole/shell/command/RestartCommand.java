package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.status.ResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code resource restart}: stops a resource, waits until it is down, and starts it again. */
final class RestartCommand implements Command {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public String usage() {
        return "RESOURCE…";
    }

    @Override
    public String summary() {
        return "stop, wait until it is down, and start again";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("write: restart " + usage());
        }
        for (String id : arguments) {
            ExitStatus status = restart(context, id);
            if (status != ExitStatus.OK) {
                return status;
            }
        }
        return ExitStatus.OK;
    }

    private static ExitStatus restart(CommandContext context, String id) {
        Cib before = context.connection().cib();
        Element target = RoleCommand.outermostClone(before, Names.resource(before, id));
        Optional<String> role = Attributes.get(target, "meta_attributes", "target-role");
        if (!find(context, id).map(each -> each.active(false)).orElse(false)) {
            context.error("resource \"" + id + "\" does not run; start it with \"resource start " + id + "\"");
            return ExitStatus.ERROR;
        }
        say(context, "stopping " + id);
        ExitStatus stopped = context.change(before, RoleCommand.withMeta(before, id, "target-role", "Stopped"), "crm_resource");
        if (stopped != ExitStatus.OK) {
            return stopped;
        }
        boolean down = await(context, id, resource -> !resource.active(false));
        Cib now = context.connection().cib();
        ExitStatus started = context.change(now, RoleCommand.withMeta(now, id, "target-role", role.orElse(null)), "crm_resource");
        if (!down) {
            context.error("resource \"" + id + "\" did not stop within " + LONGEST.toMinutes() + " minutes; its target-role was put back");
            return ExitStatus.TIMEOUT;
        }
        if (started != ExitStatus.OK) {
            return started;
        }
        say(context, id + " is down, starting it");
        if (!await(context, id, resource -> resource.active(true) || !resource.primitives().allMatch(each -> each.pending().isEmpty()))) {
            context.error("resource \"" + id + "\" did not start within " + LONGEST.toMinutes() + " minutes; \"crm status\" tells why");
            return ExitStatus.TIMEOUT;
        }
        say(context, id + " is up again");
        return ExitStatus.OK;
    }

    private static void say(CommandContext context, String sentence) {
        context.info(sentence);
        context.out().flush();
    }

    private static boolean await(CommandContext context, String id, Predicate<ResourceStatus> wanted) {
        Instant deadline = context.clock().instant().plus(LONGEST);
        while (context.clock().instant().isBefore(deadline)) {
            Cib seen = context.connection().cib();
            if (find(context, id).map(wanted::test).orElse(true)) {
                return true;
            }
            context.connection().awaitChange(seen, Duration.ofSeconds(2));
        }
        return false;
    }

    private static Optional<ResourceStatus> find(CommandContext context, String id) {
        return context.status().resources().stream()
                .flatMap(top -> Stream.<ResourceStatus>concat(
                        Stream.of(top), top.primitives()))
                .filter(each -> each.id().equals(id) || each.primitives().anyMatch(primitive -> primitive.name().equals(id)))
                .filter(each -> each.id().equals(id) || each.primitives().count() == 1)
                .findFirst();
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.resources(context.connection().cib());
    }
}
