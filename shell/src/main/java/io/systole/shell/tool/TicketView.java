package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.option.Truth;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.format.DateText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code crm_ticket} shows of tickets. */
final class TicketView {
    private final ToolContext context;
    private final Answer answer;

    TicketView(ToolContext context, Answer answer) {
        this.context = context;
        this.answer = answer;
    }

    /** The tickets that the status knows. */
    static List<Element> states(Cib cib) {
        return cib.status().children("tickets").stream().flatMap(tickets -> tickets.children("ticket_state").stream()).toList();
    }

    /** Those, and the tickets that only constraints name: this site has never had them. */
    private static List<Element> all(Cib cib) {
        List<Element> known = states(cib);
        Stream<Element> others = cib.section("constraints").children("rsc_ticket").stream().map(each -> each.get("ticket", ""))
                .filter(id -> known.stream().noneMatch(state -> id.equals(state.id()))).distinct()
                .map(id -> Element.of("ticket_state", "id", id));
        return Stream.concat(known.stream(), others).toList();
    }

    /** Shows one ticket, or all. */
    ExitStatus show(String query, Optional<String> ticket) {
        Cib cib = context.connection().cib();
        if (query.equals("constraints")) {
            return constraints(cib, ticket);
        }
        List<Element> states = (query.equals("query-xml") ? states(cib) : all(cib)).stream()
                .filter(state -> ticket.map(id -> id.equals(state.id())).orElse(true)).toList();
        if (states.isEmpty() && ticket.isPresent()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "No such ticket '" + ticket.get() + "'");
        }
        if (query.equals("query-xml")) {
            Element shown = ticket.isPresent() ? states.getFirst() : Element.of("tickets").withChildren(states);
            answer.line("State XML:\n\n" + CibWriter.text(shown).strip());
            answer.element(Element.of("tickets").withChildren(states));
            return answer.end(ExitStatus.OK);
        }
        for (Element state : states) {
            answer.line(query.equals("raw") ? state.id() : line(state, query.equals("details")));
        }
        answer.element(Element.of("tickets").withChildren(states.stream().map(TicketView::element).toList()));
        return answer.end(ExitStatus.OK);
    }

    private String line(Element state, boolean details) {
        boolean standby = Truth.isTrue(state.get("standby"));
        var line = new StringBuilder(state.id()).append('\t').append(Truth.isTrue(state.get("granted")) ? "granted" : "revoked")
                .append(standby ? " [standby]" : "          ");
        if (details && state.attributes().size() > 1) {
            String attributes = state.attributes().keySet().stream().filter(name -> !name.equals("id") && !name.equals("last-granted"))
                    .map(name -> name + "=" + state.get(name)).collect(Collectors.joining(", "));
            String last = last(state).map(date -> (attributes.isEmpty() ? "" : ", ") + "last-granted='" + date + "'").orElse("");
            line.append(" (").append(attributes).append(last).append(')');
        } else if (!details) {
            last(state).ifPresent(date -> line.append(" last-granted='").append(date).append('\''));
        }
        return line.toString();
    }

    private Optional<String> last(Element state) {
        return state.attribute("last-granted").filter(text -> text.matches("\\d{1,12}"))
                .map(text -> DateText.local(Instant.ofEpochSecond(Long.parseLong(text)), context.zone()));
    }

    private static Element element(Element state) {
        return Element.of("ticket", "id", state.id(), "status", Truth.isTrue(state.get("granted")) ? "granted" : "revoked",
                "standby", Boolean.toString(Truth.isTrue(state.get("standby"))));
    }

    private ExitStatus constraints(Cib cib, Optional<String> ticket) {
        List<Element> found = cib.section("constraints").children("rsc_ticket").stream()
                .filter(each -> ticket.map(id -> id.equals(each.get("ticket"))).orElse(true)).toList();
        if (found.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "Could not show ticket constraints: No such device or address");
        }
        Element shown = found.size() == 1 ? found.getFirst() : Element.of("xpath-query").withChildren(found);
        answer.line("Constraints XML:\n\n" + CibWriter.text(shown).stripTrailing());
        answer.element(Element.of("constraints").withChildren(found));
        return answer.end(ExitStatus.OK);
    }
}
