package io.systole.core.peer;

import io.systole.core.cib.Element;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingMessage;
import io.systole.core.fencing.FencingMessage.DeviceOffer;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages of fencers on the wire. */
final class FencingForm {
    private static final String DEVICE = "device";
    private static final String REMARK = "remark";

    private FencingForm() {}

    static Element write(FencingMessage message) {
        return switch (message) {
            case FencingMessage.Ask ask -> Element.of("ask", "id", ask.id(), "target", ask.target().value(), "action", ask.action().word(),
                    "timeout", millis(ask.timeout()));
            case FencingMessage.Offer offer -> offer(offer);
            case FencingMessage.Run run -> Element.of("run", "id", run.id(), "attempt", Integer.toString(run.attempt()),
                    DEVICE, run.device(), "target", run.target().value(), "action", run.action().word(), "timeout", millis(run.timeout()),
                    "delay", millis(run.delay()), "own-delay", Boolean.toString(run.ownDelay()));
            case FencingMessage.Accepted accepted -> Element.of("accepted", "id", accepted.id(),
                    "attempt", Integer.toString(accepted.attempt()), "within", millis(accepted.within()));
            case FencingMessage.Ended ended -> Element.of("ended", "id", ended.id(), "attempt", Integer.toString(ended.attempt()),
                    "success", Boolean.toString(ended.success()), "timed-out", Boolean.toString(ended.timedOut()), "reason",
                            ended.reason());
            case FencingMessage.Withdraw withdraw ->
                Element.of("withdraw", "id", withdraw.id(), "attempt", Integer.toString(withdraw.attempt()));
            case FencingMessage.Lead lead -> Element.of("lead", "timeout", millis(lead.timeout()),
                    "delay", Long.toString(lead.delay().toMillis())).plus(record(lead.record()));
            case FencingMessage.Told told -> Element.of("told").plus(record(told.record()));
            case FencingMessage.Known known -> Element.of("known").withChildren(known.records().stream().map(FencingForm::record).toList());
            case FencingMessage.Forget forget -> Element.of("forget", "target", forget.target().map(NodeName::value).orElse(null));
            case FencingMessage.ResetYourself reset -> Element.of("reset-yourself", "id", reset.id(), "reason", reset.reason());
        };
    }

    static FencingMessage message(Element element) throws BadMessage {
        var fields = new Fields(element);
        return switch (element.name()) {
            case "ask" -> new FencingMessage.Ask(fields.text("id"), node(fields, "target"), action(fields), positive(fields, "timeout"));
            case "offer" -> offer(fields);
            case "run" -> new FencingMessage.Run(fields.text("id"), fields.integer("attempt"), fields.text(DEVICE), node(fields, "target"),
                    action(fields), positive(fields, "timeout"), span(fields, "delay"), fields.flag("own-delay"));
            case "accepted" -> new FencingMessage.Accepted(fields.text("id"), fields.integer("attempt"), span(fields, "within"));
            case "ended" -> new FencingMessage.Ended(fields.text("id"), fields.integer("attempt"), fields.flag("success"),
                    fields.flag("timed-out"), fields.text("reason"));
            case "withdraw" -> new FencingMessage.Withdraw(fields.text("id"), fields.integer("attempt"));
            case "lead" -> new FencingMessage.Lead(record(content(element)), positive(fields, "timeout"),
                    Duration.ofMillis(fields.integer("delay")));
            case "told" -> new FencingMessage.Told(record(content(element)));
            case "known" -> known(element);
            case "forget" -> new FencingMessage.Forget(element.attribute("target").filter(name -> !name.isEmpty()).map(NodeName::new));
            case "reset-yourself" -> new FencingMessage.ResetYourself(fields.text("id"), fields.text("reason"));
            default -> throw new UnknownKind("a message of a fencer, " + element.name() + ", that this node does not know");
        };
    }

    static Element content(Element element) throws BadMessage {
        return element.children().stream().findFirst()
                .orElseThrow(() -> new BadMessage("a message " + element.name() + " without content"));
    }

    private static Element offer(FencingMessage.Offer offer) {
        var children = new ArrayList<Element>();
        offer.devices().forEach(device -> children.add(Element.of(DEVICE, "name", device.device(),
                "verified", Boolean.toString(device.verified()), "off", Boolean.toString(device.off()), "on", Boolean.toString(device.on()),
                "reboot", Boolean.toString(device.reboot()), "unfences", Boolean.toString(device.unfences()))));
        offer.remarks().forEach(remark -> children.add(Element.of(REMARK, "text", remark)));
        return Element.of("offer", "id", offer.id(), "doubtful", Boolean.toString(offer.doubtful()), "complete",
                Boolean.toString(offer.complete())).withChildren(children);
    }

    private static FencingMessage.Offer offer(Fields fields) throws BadMessage {
        var devices = new ArrayList<DeviceOffer>();
        for (Element child : fields.element().children(DEVICE)) {
            var device = new Fields(child);
            devices.add(new DeviceOffer(device.text("name"), device.flag("verified"), device.flag("off"), device.flag("on"),
                    device.flag("reboot"), device.flag("unfences")));
        }
        var remarks = new ArrayList<String>();
        for (Element child : fields.element().children(REMARK)) {
            remarks.add(new Fields(child).text("text"));
        }
        return new FencingMessage.Offer(fields.text("id"), devices, remarks, fields.flag("doubtful"), fields.flag("complete"));
    }

    private static FencingMessage.Known known(Element element) throws BadMessage {
        List<FencingRecord> records = new ArrayList<>();
        for (Element child : element.children("record")) {
            records.add(record(child));
        }
        return new FencingMessage.Known(records);
    }

    private static Element record(FencingRecord record) {
        return Element.of("record", "id", record.id(), "target", record.target().value(), "action", record.action().word(),
                "delegate", record.delegate(), "client", record.client(), "origin", record.origin().value(),
                "leader", record.leader().value(), "state", record.state().name(),
                "completed", record.completed().map(Instant::toString).orElse(null), "status", Integer.toString(record.status()),
                "cause", record.cause(), "reason", record.reason());
    }

    private static FencingRecord record(Element element) throws BadMessage {
        var fields = new Fields(element);
        FencingRecord.State state = state(fields);
        Optional<Instant> completed = element.attribute("completed").isEmpty() ? Optional.empty() : Optional.of(instant(fields));
        if (completed.isEmpty() != state.compareTo(FencingRecord.State.DONE) < 0) {
            throw new BadMessage("a fencing record in state " + state + (completed.isEmpty() ? " without" : " with")
                    + " a time of its end");
        }
        return new FencingRecord(fields.text("id"), node(fields, "target"), action(fields), fields.text("delegate"), fields.text("client"),
                node(fields, "origin"), node(fields, "leader"), state, completed, fields.integer("status"), fields.text("cause"),
                fields.text("reason"));
    }

    private static FencingRecord.State state(Fields fields) throws BadMessage {
        String word = fields.text("state");
        for (FencingRecord.State state : FencingRecord.State.values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        throw new BadMessage("a fencing record whose state this node does not know");
    }

    private static Instant instant(Fields fields) throws BadMessage {
        try {
            return Instant.parse(fields.text("completed"));
        } catch (DateTimeParseException bad) {
            throw new BadMessage("a fencing record whose end is no time", bad);
        }
    }

    private static FencingAction action(Fields fields) throws BadMessage {
        return FencingAction.of(fields.text("action")).orElseThrow(() -> new BadMessage("fencing with an action that is none"));
    }

    private static NodeName node(Fields fields, String name) throws BadMessage {
        if (fields.text(name).isEmpty()) {
            throw new BadMessage("a message " + fields.element().name() + " whose " + name + " has no name");
        }
        return new NodeName(fields.text(name));
    }

    private static Duration positive(Fields fields, String name) throws BadMessage {
        Duration value = span(fields, name);
        if (value.isZero()) {
            throw new BadMessage("a message " + fields.element().name() + " whose " + name + " is zero");
        }
        return value;
    }

    /** Longer than a month is nonsense, and would overflow when added up. */
    private static Duration span(Fields fields, String name) throws BadMessage {
        long millis = fields.number(name);
        if (millis > Duration.ofDays(31).toMillis()) {
            throw new BadMessage("a message " + fields.element().name() + " whose " + name + " is longer than a month");
        }
        return Duration.ofMillis(millis);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
