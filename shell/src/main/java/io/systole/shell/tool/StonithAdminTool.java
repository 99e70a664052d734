package io.systole.shell.tool;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.fencing.DeviceQuestion;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.option.TimeSpan;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentRun;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.FencingText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code stonith_admin}: fences nodes, and tells of devices and of the fencing history. */
final class StonithAdminTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            stonith_admin - fence nodes, and tell of devices and of the fencing history
            Usage: stonith_admin COMMAND [options]

            Commands:
             -B, --reboot=NODE          turn a node off and on
             -F, --fence, --off=NODE    turn a node off
             -U, --unfence, --on=NODE   turn a node on, or give it back what was taken
             -C, --confirm=NODE         I have seen that this node is down
             -H, --history=NODE         what was fenced and how it went; * for all nodes
             -h, --last=NODE            when a node was fenced last
             -L, --list-registered      the devices that this node can use
             -l, --list=NODE            the devices that can fence a node
             -s, --list-targets=DEVICE  the nodes that a device can fence
             -Q, --query=DEVICE         does a device answer?
             -I, --list-installed       the fence agents of this node
             -M, --metadata             what the agent of -a says of itself
             -K, --validate             are these parameters right for the agent of -a?
             -R, --register=DEVICE      not here: devices are resources of class stonith
             -D, --deregister=DEVICE    not here: devices are resources of class stonith
             -r, --register-level=NODE      not here: levels are in fencing-topology
             -d, --deregister-level=NODE    not here: levels are in fencing-topology

            Options:
             -a, --agent=AGENT          the fence agent, for example fence_ipmilan (with -M, -K)
             -o, --option=NAME=VALUE    a parameter of the agent (with -K); may be given more than once
             -e, --env-option=NAME      accepted
             -t, --timeout=TIME         how long fencing may take; usually 120 s
             -y, --delay=TIME           wait so long before; -1: without any delay, also of devices
             --tolerance=TIME           do nothing if the same has succeeded so short a time ago
             -T, --tag=NAME             who asks, for the log and the history
             -c, --cleanup              with -H: forget it
             -b, --broadcast            with -H: everywhere, which it is anyway
             -v, --device=DEVICE        the name of the device (with -K)
             -i, --index=LEVEL          not here: levels are in fencing-topology
             -n, --as-node-id           the node is named by its number (with -h)
             -q, --quiet                only the exit code
             --output-as=FORMAT         text or xml
            """);
    private static final String NAME = "stonith_admin";
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(120);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        var answer = new Answer(call, options, out, err);
        for (String wish : List.of("fence", "reboot", "unfence")) {
            if (options.has(wish)) {
                return fence(context, options, wish, answer);
            }
        }
        if (options.has("confirm")) {
            return confirm(context, options, answer);
        }
        if (options.has("history") || options.has("last")) {
            return history(context, options, answer);
        }
        if (options.has("list-registered")) {
            return ask(context, new DeviceQuestion.Registered(), options, answer);
        }
        if (options.has("list")) {
            return ask(context, new DeviceQuestion.CanFence(new NodeName(named(options, "list"))), options, answer);
        }
        if (options.has("list-targets")) {
            return ask(context, new DeviceQuestion.Targets(named(options, "list-targets")), options, answer);
        }
        if (options.has("query")) {
            return ask(context, new DeviceQuestion.Monitor(named(options, "query")), options, answer);
        }
        if (options.has("list-installed")) {
            list(context.agents().types("stonith", ""), "fence agents", "installed fence devices", options, answer);
            return answer.end(ExitStatus.OK);
        }
        if (options.has("metadata")) {
            return metadata(context, options, answer);
        }
        if (options.has("validate")) {
            return validate(context, options, answer);
        }
        for (String elsewhere : List.of("register", "deregister", "register-level", "deregister-level")) {
            if (options.has(elsewhere)) {
                return answer.failed(ExitStatus.UNSUPPORTED, "--" + elsewhere + " is not possible: " + (elsewhere.endsWith("level")
                        ? "levels are in the configuration, write \"crm configure fencing_topology NODE: DEVICE...\""
                        : "devices are resources, write \"crm configure primitive DEVICE stonith:AGENT params ...\""));
            }
        }
        throw new UsageException("say what to do: --reboot, --fence or --unfence NODE, --confirm NODE, --history NODE, --last NODE, "
                + "--list NODE, --list-registered, --list-installed, --list-targets DEVICE, --query DEVICE, or --metadata --agent AGENT");
    }

    private static String named(Options options, String option) {
        return options.text(option).orElseThrow(() -> new UsageException("--" + option + " needs a name"));
    }

    private static ExitStatus fence(ToolContext context, Options options, String wish, Answer answer) {
        String target = named(options, wish);
        FencingAction action = switch (wish) {
            case "reboot" -> FencingAction.REBOOT;
            case "unfence" -> FencingAction.ON;
            default -> FencingAction.OFF;
        };
        requireNode(context, target);
        Duration timeout = options.value("timeout").map(text -> span("timeout", text)).orElse(USUAL_TIMEOUT);
        if (timeout.isZero()) {
            throw new UsageException("--timeout must be above zero");
        }
        Duration delay = options.value("delay").map(text -> text.equals("-1") ? Duration.ofSeconds(-1) : span("delay", text))
                .orElse(Duration.ZERO);
        var request = new FencingRequest(new NodeName(target), action, timeout, delay,
                options.value("tolerance").map(text -> span("tolerance", text)).orElse(Duration.ZERO), true,
                options.value("tag").map(tag -> NAME + "." + tag).orElse(NAME), "asked for by hand");
        ClusterReply reply = context.connection().submit(new ClusterRequest.Fence(request));
        if (!reply.ok()) {
            return answer.failed(ExitStatus.of(reply.outcome()), action.word() + " of " + target + " failed: " + reply.message());
        }
        if (!options.has("quiet")) {
            reply.lines().forEach(answer::line);
        }
        return answer.end(ExitStatus.OK);
    }

    private static ExitStatus confirm(ToolContext context, Options options, Answer answer) {
        String target = named(options, "confirm");
        requireNode(context, target);
        ClusterReply reply = context.connection().submit(new ClusterRequest.ConfirmDown(new NodeName(target), NAME));
        if (!reply.ok()) {
            return answer.failed(reply.outcome() == ClusterReply.Outcome.INVALID ? ExitStatus.ERROR : ExitStatus.of(reply.outcome()),
                    reply.message());
        }
        if (!options.has("quiet")) {
            answer.line("node " + target + " is taken as down; its resources may start elsewhere");
        }
        return answer.end(ExitStatus.OK);
    }

    private static ExitStatus history(ToolContext context, Options options, Answer answer) {
        String target = options.value("history").or(() -> options.value("last")).orElseThrow();
        Optional<NodeName> node = target.equals("*") || target.isEmpty() ? Optional.empty() : Optional.of(new NodeName(target));
        if (options.has("cleanup")) {
            ClusterReply reply = context.connection().submit(new ClusterRequest.ForgetFencing(node));
            if (!reply.ok()) {
                return answer.failed(ExitStatus.of(reply.outcome()), reply.message());
            }
            if (!options.has("quiet")) {
                answer.line("cleaning up fencing-history" + node.map(name -> " for node " + name).orElse(""));
            }
            return answer.end(ExitStatus.OK);
        }
        List<FencingRecord> all = context.report().fencing();
        List<FencingRecord> records = all.stream().filter(record -> node.map(record.target()::equals).orElse(true)).toList();
        if (options.has("last")) {
            return last(records, target, answer);
        }
        answer.element(Element.of("fence_history").withChildren(records.reversed().stream().map(FencingText::element).toList()));
        records.reversed().forEach(record -> answer.line(FencingText.friendly(record, all, true)
                + (record.succeeded() && !record.reason().isEmpty() ? " (" + record.reason() + ")" : "")));
        answer.line(records.size() == 1 ? "1 event found" : records.size() + " events found");
        return answer.end(ExitStatus.OK);
    }

    private static ExitStatus last(List<FencingRecord> records, String target, Answer answer) {
        Optional<FencingRecord> newest = records.reversed().stream().filter(record -> record.succeeded() && record.action().takesDown())
                .findFirst();
        Optional<String> when = newest.map(record -> record.completed().orElseThrow().toString());
        answer.say(when.map(time -> "Node " + target + " last fenced at: " + time).orElse("Node " + target + " has never been fenced"),
                Element.of("last-fenced", "target", target, "when", when.orElse(null)));
        return answer.end(ExitStatus.OK);
    }

    private static ExitStatus ask(ToolContext context, DeviceQuestion question, Options options, Answer answer) {
        ClusterReply reply = context.connection().submit(new ClusterRequest.AskDevices(question));
        if (!reply.ok()) {
            boolean unknown = reply.message().contains("is not registered");
            return answer.failed(unknown ? ExitStatus.NO_SUCH_OBJECT : ExitStatus.of(reply.outcome()), reply.message());
        }
        if (question instanceof DeviceQuestion.Monitor monitor) {
            if (!options.has("quiet")) {
                answer.line("fence device " + monitor.device() + " answers its monitor");
            }
            return answer.end(ExitStatus.OK);
        }
        if (!reply.message().isEmpty() && reply.lines().isEmpty()) {
            answer.error(reply.message());
        }
        switch (question) {
            case DeviceQuestion.Targets _ -> list(reply.lines(), "targets", "found fence targets", options, answer);
            case DeviceQuestion.CanFence _ -> list(reply.lines(), "fence devices", "found fence devices", options, answer);
            default -> list(reply.lines(), "fence devices", "registered fence devices", options, answer);
        }
        boolean nobody = question instanceof DeviceQuestion.CanFence && reply.lines().isEmpty();
        return answer.end(nobody ? ExitStatus.NO_SUCH_OBJECT : ExitStatus.OK);
    }

    private static void list(List<String> lines, String what, String name, Options options, Answer answer) {
        lines.forEach(answer::line);
        if (!options.has("quiet")) {
            answer.line(lines.size() + " " + (lines.size() == 1 ? what.substring(0, what.length() - 1) : what) + " found");
        }
        answer.element(ResourceQueries.list(name, what.equals("targets") ? "target" : "device", lines));
    }

    private static ExitStatus metadata(ToolContext context, Options options, Answer answer) {
        String agent = options.text("agent").orElseThrow(() -> new UsageException("which agent? Use --agent AGENT"));
        Optional<String> metadata = context.agents().metadata(new AgentId("stonith", "", agent));
        if (metadata.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "there is no fence agent " + agent
                    + " on this node, or it does not describe itself");
        }
        answer.say(metadata.get().stripTrailing(), Element.of("metadata").withText(metadata.get()));
        return answer.end(ExitStatus.OK);
    }

    /** Lets the agent judge parameters, in the caller's process. */
    private static ExitStatus validate(ToolContext context, Options options, Answer answer) {
        String agent = options.text("agent").orElseThrow(() -> new UsageException("which agent? Use --agent AGENT"));
        SortedMap<String, String> parameters = options.pairs("option");
        AgentRun.End end;
        try {
            end = context.agents().run(new AgentRun(new AgentId("stonith", "", agent), options.text("device").orElse("test"),
                    "validate-all", Optional.empty(), USUAL_TIMEOUT, parameters, new TreeMap<>()));
        } catch (UnsupportedOperationException nobody) {
            return answer.failed(ExitStatus.UNSUPPORTED, nobody.getMessage());
        }
        if (!options.has("quiet")) {
            answer.line("Validation of " + agent + (end.code() == 0 ? " succeeded" : " failed"
                    + (end.reason().isEmpty() ? "" : ": " + end.reason())));
            if (!end.output().isBlank()) {
                answer.line(end.output().stripTrailing());
            }
        }
        Element command = Element.of("command", "code", Integer.toString(end.code()));
        Element told = end.output().isBlank() ? command
                : command.plus(Element.of("output", "source", "stdout").withText(end.output()));
        answer.element(Element.of("validate", "agent", agent, "valid", Boolean.toString(end.code() == 0)).plus(told));
        return answer.end(ExitStatus.ofAgent(end.code()));
    }

    /** A mistyped name must not look like a node that nobody can fence. */
    private static void requireNode(ToolContext context, String name) {
        List<String> known = context.connection().cib().section("nodes").children("node").stream().map(node -> node.get("uname",
                "")).toList();
        if (!known.isEmpty() && !known.contains(name)) {
            throw new UsageException("there is no node \"" + name + "\" in the cluster; known are " + String.join(", ", known));
        }
    }

    private static Duration span(String option, String text) {
        OptionalLong millis = TimeSpan.timeout(text);
        if (millis.isEmpty() || millis.getAsLong() < 0) {
            throw new UsageException("--" + option + "=" + text
                    + " is no span of time; write a number with s, ms, min or h, for example 20s");
        }
        return Duration.ofMillis(millis.getAsLong());
    }
}
