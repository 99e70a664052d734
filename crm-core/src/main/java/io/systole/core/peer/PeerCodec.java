package io.systole.core.peer;

import io.systole.core.attribute.AttributeForm;
import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.CibFormat;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.operation.ExecutionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages as bytes and back. Reading never throws anything but {@link BadMessage}, whatever the bytes. What a newer build has added is
 * left out: fields silently, whole messages as {@link PeerMessage.NotUnderstood}.
 */
public final class PeerCodec {
    private static final String NUMBER = "letter";
    private static final String LEVELS = "levels";
    private static final String FEATURE_SET = "feature-set";
    private static final String ELECTORATE = "electorate";

    private PeerCodec() {}

    /** The wire form of a message without a number. */
    public static byte[] encode(PeerMessage message) {
        return ElementCodec.write(element(message));
    }

    /** The wire form of a message with its number among those of the sender. */
    public static byte[] encode(PeerMessage message, long number) {
        return ElementCodec.write(element(message).with(NUMBER, Long.toString(number)));
    }

    private static Element element(PeerMessage message) {
        return write(message).with("term", Long.toString(message.term()));
    }

    /** The message in these bytes. */
    public static PeerMessage decode(byte[] bytes) throws BadMessage {
        return open(bytes).message();
    }

    /** The message in these bytes, and its number. */
    public static Letter open(byte[] bytes) throws BadMessage {
        Element element = ElementCodec.read(bytes);
        var fields = new Fields(element);
        OptionalLong number = element.get(NUMBER) == null ? OptionalLong.empty() : OptionalLong.of(fields.number(NUMBER));
        try {
            return new Letter(read(element, fields), number);
        } catch (UnknownKind newer) {
            return new Letter(new PeerMessage.NotUnderstood(fields.number("term"), newer.getMessage(), OptionalLong.empty()), number);
        }
    }

    private static Element write(PeerMessage message) {
        return switch (message) {
            case PeerMessage.Announce announce -> Element.of("announce", LEVELS, Fields.text(announce.levels()));
            case PeerMessage.Claim claim -> Element.of("claim", "established", Boolean.toString(claim.established()),
                    "backed", Boolean.toString(claim.backed()),
                    LEVELS, Fields.text(claim.levels()));
            case PeerMessage.Report report -> Element.of("report", "released", Boolean.toString(report.released()),
                    "fresh", Boolean.toString(report.fresh()),
                    "since-support", Long.toString(report.sinceSupport()), LEVELS, Fields.text(report.levels()),
                    FEATURE_SET, report.featureSet(), ELECTORATE, report.electorate().isEmpty() ? null : report.electorate())
                    .plus(write(report.copy())).plus(Element.of("history")
                            .plus(report.history())).plus(AttributeForm.write(report.attributes())).plus(transients(report));
            case PeerMessage.Attributes attributes -> Element.of("attributes").plus(AttributeForm.write(attributes.table()));
            case PeerMessage.Refused refused -> Element.of("refused", "refused-term", Long.toString(refused.refused()));
            case PeerMessage.CopyRequest request -> Element.of("copy-request");
            case PeerMessage.Copy copy -> Element.of("copy", "released", Boolean.toString(copy.released()),
                    "backed", Boolean.toString(copy.backed()))
                    .plus(Element.of("content").plus(copy.cib()))
                    .plus(Element.of("ancestors").withChildren(copy.ancestors().stream().map(PeerCodec::write).toList()))
                    .plus(Element.of("changes").withChildren(copy.changes().stream().map(HistoryForm::write).toList()));
            case PeerMessage.Patch patch -> StampForm.on(RequestForm.write(patch.patch()), patch.stamp());
            case PeerMessage.Ack ack -> Element.of("ack", "version", ack.version().toString());
            case PeerMessage.Beat beat -> LoadForm.on(Element.of("beat", "sequence", Long.toString(beat.sequence()),
                    "version", beat.version().toString(), "released", Boolean.toString(beat.released()),
                    "backed", Boolean.toString(beat.backed()), "heard", Long.toString(beat.heard()),
                    "level", Integer.toString(beat.level())), beat.held());
            case PeerMessage.Echo echo -> LoadForm.on(Element.of("echo", "sequence", Long.toString(echo.sequence()),
                    "version", echo.version().toString()), echo.load());
            case PeerMessage.Execute execute -> Element.of("execute").plus(OperationForm.write(execute.request()));
            case PeerMessage.Cancel cancel ->
                OperationForm.write("cancel", cancel.key()).with("transition-key", cancel.transitionKey());
            case PeerMessage.Forget forget -> Element.of("forget", "resource", forget.resource().value());
            case PeerMessage.Leave leave -> Element.of("leave");
            case PeerMessage.Resign resign -> Element.of("resign");
            case PeerMessage.Result result -> OperationForm.write("result", result.key())
                    .with("sequence", Long.toString(result.sequence())).with("transition-key", result.transitionKey())
                    .with("status", Integer.toString(result.status().code())).with("exit-code", Integer.toString(result.exitCode()))
                    .with("call-id", Long.toString(result.callId())).with("exit-reason", result.exitReason())
                    .plus(Element.of("record").plus(result.resource()));
            case PeerMessage.ResultAck ack -> Element.of("result-ack", "sequence", Long.toString(ack.sequence()));
            case PeerMessage.Forward forward ->
                Element.of("forward", "id", Long.toString(forward.id())).plus(Element.of("request")
                        .plus(RequestForm.write(forward.request())));
            case PeerMessage.Fencing fencing -> Element.of("fencing").plus(FencingForm.write(fencing.message()));
            case PeerMessage.Reply reply -> Element.of("reply", "id", Long.toString(reply.id())).plus(RequestForm.write(reply.reply()));
            case PeerMessage.NotUnderstood newer -> throw new IllegalStateException(newer + " is never sent");
        };
    }

    private static PeerMessage read(Element element, Fields fields) throws BadMessage {
        long term = fields.number("term");
        return switch (element.name()) {
            case "announce" -> new PeerMessage.Announce(term, fields.levels());
            case "claim" -> new PeerMessage.Claim(term, fields.flag("established"), fields.flag("backed"), fields.levels());
            case "report" -> new PeerMessage.Report(term, copyState(fields.child("copy-state")), fields.only("history"),
                    fields.flag("released"), fields.flag("fresh"), table(element), transients(element), fields.number("since-support", 0),
                    fields.levels(), element.get(FEATURE_SET, CibFormat.FEATURE_SET), element.get(ELECTORATE, ""));
            case "attributes" -> new PeerMessage.Attributes(term, table(element));
            case "refused" -> new PeerMessage.Refused(term, fields.number("refused-term", 0));
            case "copy-request" -> new PeerMessage.CopyRequest(term);
            case "copy" -> new PeerMessage.Copy(term, cib(fields.only("content")), ancestors(fields.child("ancestors")),
                    fields.flag("released"), fields.flag("backed"), changes(element));
            case "patch" -> new PeerMessage.Patch(term, RequestForm.patch(element), StampForm.read(element));
            case "ack" -> new PeerMessage.Ack(term, fields.version("version"));
            case "beat" -> new PeerMessage.Beat(term, fields.number("sequence"), fields.version("version"), fields.flag("released"),
                    fields.flag("backed"), fields.number("heard", 0), level(fields), LoadForm.held(element));
            case "echo" -> new PeerMessage.Echo(term, fields.number("sequence"), fields.version("version"), LoadForm.load(fields));
            case "execute" -> new PeerMessage.Execute(term, OperationForm.request(fields.child("operation")));
            case "cancel" -> new PeerMessage.Cancel(term, OperationForm.key(element), fields.text("transition-key"));
            case "forget" -> new PeerMessage.Forget(term, OperationForm.resource(fields));
            case "leave" -> new PeerMessage.Leave(term);
            case "resign" -> new PeerMessage.Resign(term);
            case "result" -> new PeerMessage.Result(term, fields.number("sequence"), OperationForm.key(element),
                    fields.text("transition-key"),
                    ExecutionStatus.of(fields.integer("status")), fields.integer("exit-code"), fields.number("call-id"),
                    fields.text("exit-reason"), fields.only("record"));
            case "result-ack" -> new PeerMessage.ResultAck(term, fields.number("sequence"));
            case "forward" -> forward(term, fields);
            case "fencing" -> new PeerMessage.Fencing(FencingForm.message(FencingForm.content(element)));
            case "reply" -> new PeerMessage.Reply(term, fields.number("id"), RequestForm.reply(fields.child("reply")));
            default -> throw new UnknownKind("a message " + element.name() + " that this node does not know");
        };
    }

    /** A request that cannot be read is answered all the same, so that nobody waits in vain. */
    private static PeerMessage forward(long term, Fields fields) throws BadMessage {
        long id = fields.number("id");
        try {
            return new PeerMessage.Forward(term, id, RequestForm.request(fields.only("request")));
        } catch (BadMessage unreadable) {
            return new PeerMessage.NotUnderstood(term, unreadable.getMessage(), OptionalLong.of(id));
        }
    }

    private static int level(Fields fields) throws BadMessage {
        return Math.clamp(fields.number("level", 1), 1, Integer.MAX_VALUE);
    }

    /** An empty one if there is none: older nodes do not send it. */
    private static AttributeTable table(Element element) throws BadMessage {
        Optional<Element> table = element.child("attribute-table");
        try {
            return table.map(AttributeForm::table).orElse(AttributeTable.EMPTY);
        } catch (IllegalArgumentException unusable) {
            throw new BadMessage(unusable.getMessage(), unusable);
        }
    }

    private static Element transients(PeerMessage.Report report) {
        return Element.of("transients").withChildren(report.transients().entrySet().stream()
                .map(each -> Element.of("nvpair", "name", each.getKey(), "value", each.getValue())).toList());
    }

    private static SortedMap<String, String> transients(Element element) {
        var transients = new TreeMap<String, String>();
        element.child("transients").ifPresent(all -> all.children("nvpair").forEach(pair ->
                transients.put(pair.get("name", ""), pair.get("value", ""))));
        return transients;
    }

    private static Element write(CopyState state) {
        CibVersion version = state.version();
        return Element.of("copy-state", "version", version.toString(), "written-in-term", Long.toString(state.writtenInTerm()),
                "backed-epoch", Long.toString(state.backedEpoch()), "digest", state.digest());
    }

    private static CopyState copyState(Element element) throws BadMessage {
        var fields = new Fields(element);
        CibVersion version = fields.version("version");
        long backed = Math.min(version.epoch(), fields.number("backed-epoch", version.epoch()));
        return new CopyState(version, fields.number("written-in-term"), backed, fields.text("digest"));
    }

    private static List<CopyState> ancestors(Element element) throws BadMessage {
        var ancestors = new ArrayList<CopyState>();
        for (Element state : element.children("copy-state")) {
            ancestors.add(copyState(state));
        }
        return ancestors;
    }

    /** None if an older node does not send them. */
    private static List<ChangeRecord> changes(Element element) throws BadMessage {
        try {
            return element.child("changes").map(Element::children).orElse(List.of()).stream().map(HistoryForm::read).toList();
        } catch (IllegalArgumentException unusable) {
            throw new BadMessage(unusable.getMessage(), unusable);
        }
    }

    private static Element cib(Element element) throws BadMessage {
        if (!element.is("cib")) {
            throw new BadMessage("a copy of the CIB that starts with <" + element.name() + ">");
        }
        Optional<String> mistake = CibVersion.mistake(element);
        if (mistake.isPresent()) {
            throw new BadMessage("a copy of the CIB that " + mistake.get());
        }
        return element;
    }
}
