package io.systole.shell.tool;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.option.Truth;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code crm_ticket}: tickets that say what a cluster site may run: look, grant, revoke, stand by, and their other attributes. */
final class CrmTicketTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_ticket - tickets, which say what this cluster site may run
            Usage: crm_ticket (-l | -L | -w | -q | -c) [-t TICKET]
                   crm_ticket -t TICKET (-g | -r | -s | -a | -C | -G NAME | -S NAME -v VALUE | -D NAME) [-f]

             -l, --info                  which tickets there are and whether this site has them
             -L, --details               the same with all attributes
             -w, --raw                   their names
             -q, --query-xml             their XML
             -c, --constraints           the constraints that depend on them
             -g, --grant                 this site may run what depends on the ticket (needs --force)
             -r, --revoke                this site may not (needs --force)
             -s, --standby               stop what depends on it in good order, without the loss policy
             -a, --activate              end the standby
             -G, --get-attr=NAME         print an attribute
             -S, --set-attr=NAME         set an attribute
             -D, --delete-attr=NAME      delete an attribute
             -C, --cleanup               forget the ticket
             -t, --ticket=TICKET         which ticket
             -v, --attr-value=VALUE      the value for -S
             -d, --default=VALUE         what -G prints if there is none
             -f, --force                 yes, I know that no other site has it
             -n, --set-name=ID           accepted
             -i, --nvpair=ID             accepted
             -Q, --quiet                 accepted
             --output-as=FORMAT          text or xml
            """);
    private static final List<String> QUERIES = List.of("info", "details", "raw", "query-xml", "constraints");
    private static final List<String> COMMANDS = List.of("grant", "revoke", "standby", "activate", "get-attr", "set-attr", "delete-attr",
            "cleanup");

    @Override
    public String name() {
        return "crm_ticket";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        var answer = new Answer(call, options, out, err);
        Optional<String> query = options.only(QUERIES);
        Optional<String> ticket = options.text("ticket");
        List<String> commands = COMMANDS.stream().filter(options::has).toList();
        if (query.isPresent() == !commands.isEmpty()) {
            throw new UsageException(query.isPresent() ? Options.dashed(query.get()) + " and " + Options.dashed(commands.getFirst())
                    + " cannot be given together" : "Must supply a command: for example -l, or -t TICKET -g");
        }
        var tickets = new TicketView(context, answer);
        if (query.isPresent()) {
            return tickets.show(query.get(), ticket);
        }
        String id = ticket.orElseThrow(() -> new UsageException("Must supply ticket ID with -t"));
        Optional<Element> state = TicketView.states(context.connection().cib()).stream().filter(each -> id.equals(each.id())).findFirst();
        if (options.has("get-attr")) {
            return get(state, options, answer);
        }
        return options.has("cleanup") ? cleanUp(call, context, id, state, options, answer)
                : change(call, context, id, state, options, answer);
    }

    private static ExitStatus get(Optional<Element> state, Options options, Answer answer) {
        String name = options.value("get-attr").orElseThrow();
        Optional<String> value = state.flatMap(each -> each.attribute(name)).or(() -> options.value("default"));
        value.ifPresent(text -> answer.say(text, Element.of("attribute", "name", name, "value", text)));
        return value.isPresent() ? answer.end(ExitStatus.OK)
                : answer.failed(ExitStatus.NO_SUCH_OBJECT, "the ticket has no attribute " + name);
    }

    private static ExitStatus cleanUp(ToolCall call, ToolContext context, String id, Optional<Element> state, Options options,
            Answer answer) {
        if (state.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "No such ticket '" + id + "'");
        }
        if (Truth.isTrue(state.get().get("granted")) && !options.has("force")) {
            return answer.failed(ExitStatus.NO_PRIVILEGES, loss(id));
        }
        var gone = new CibChange.Delete("/cib/status/tickets/ticket_state[@id='" + id + "']");
        ExitStatus status = submit(call, context, List.of(gone), answer);
        if (status == ExitStatus.OK) {
            answer.line("Cleaned up " + id);
        }
        return answer.end(status);
    }

    /** All wishes of one call together: all or none. */
    private static ExitStatus change(ToolCall call, ToolContext context, String id, Optional<Element> state, Options options,
            Answer answer) {
        Element before = state.orElse(Element.of("ticket_state", "id", id));
        Element after = before;
        for (String command : List.of("grant", "revoke", "standby", "activate")) {
            if (options.has(command)) {
                boolean grant = command.equals("grant") || command.equals("revoke");
                after = after.with(grant ? "granted" : "standby", Boolean.toString(command.equals("grant") || command.equals("standby")));
            }
        }
        if (options.has("set-attr")) {
            String name = options.value("set-attr").orElseThrow();
            after = after.with(attribute(name), options.value("attr-value")
                    .orElseThrow(() -> new UsageException("Must supply value with -v for -S " + name)));
        }
        if (options.has("delete-attr")) {
            after = after.with(attribute(options.value("delete-attr").orElseThrow()), null);
        }
        boolean had = Truth.isTrue(before.get("granted"));
        boolean gets = Truth.isTrue(after.get("granted"));
        boolean touched = options.has("grant") || options.has("revoke") || !before.attribute("granted").equals(after.attribute("granted"));
        if (touched && !options.has("force")) {
            return answer.failed(ExitStatus.NO_PRIVILEGES, gets ? "this command cannot tell whether another site has ticket " + id
                    + ". If none has, grant it with --force" : loss(id));
        }
        if (gets && !had) {
            after = after.with("last-granted", Long.toString(context.clock().instant().getEpochSecond()));
        }
        return answer.end(after.equals(before) && state.isPresent() ? ExitStatus.OK
                : submit(call, context, changes(before, after, state.isPresent()), answer));
    }

    private static String attribute(String name) {
        if (name.equals("id") || !name.matches("[A-Za-z_][\\w.-]*")) {
            throw new UsageException("\"" + name + "\" cannot be an attribute of a ticket");
        }
        return name;
    }

    /** What only gains or changes attributes is merged, so that it also fits where somebody else has just made the ticket. */
    private static List<CibChange> changes(Element before, Element after, boolean there) {
        var changes = new ArrayList<CibChange>();
        boolean loses = before.attributes().keySet().stream().anyMatch(name -> after.attribute(name).isEmpty());
        if (there && loses) {
            changes.add(new CibChange.Delete("/cib/status/tickets/ticket_state[@id='" + before.id() + "']"));
        }
        changes.add(new CibChange.Modify("/cib/status", Element.of("tickets").plus(after), true));
        return changes;
    }

    private static ExitStatus submit(ToolCall call, ToolContext context, List<CibChange> changes, Answer answer) {
        ClusterReply reply = context.connection().submit(new ClusterRequest.ChangeCib(changes, call.user(), call.tool(), false));
        if (!reply.ok()) {
            answer.error(reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }

    private static String loss(String id) {
        return "without ticket " + id + " what depends on it is stopped, demoted, frozen or fenced: see \"crm_ticket -t " + id
                + " --constraints\". To stop it in good order, use --standby first. To do it now, add --force";
    }
}
