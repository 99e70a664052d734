package io.systole.core.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.attribute.Attribute;
import io.systole.core.attribute.AttributeTable;
import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.cib.AgentId;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.acl.Subject;
import io.systole.core.cib.edit.ChangeStamp;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.membership.FeatureLevels;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.throttle.HeldBack;
import io.systole.core.throttle.NodeLoad;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerCodecTest {
    private static final OperationKey KEY = new OperationKey(new ResourceId("web"), "monitor", Duration.ofSeconds(10));
    private static final CibVersion VERSION = new CibVersion(0, 7, 3);
    private static final CopyState COPY = new CopyState(VERSION, 4, 2, "abc");

    private static final ChangeRecord CHANGE = new ChangeRecord(VERSION, VERSION.nextEpoch(), "abc", "def", Instant.EPOCH, "n1", "crm",
            "root", "why not", Optional.of(VERSION), List.of(new Edit.Added("/cib/configuration", 1, Element.of("tags")),
                    new Edit.Removed("/cib/configuration/tags", 0, Element.of("tag", "id", "t")),
                    new Edit.Altered("/cib", "validate-with", Optional.empty(), Optional.of("pacemaker-4.0")),
                    new Edit.Reordered("/cib/configuration", List.of("/tags", "/acls"), List.of("/acls", "/tags"))));
    private static final FeatureLevels LEVELS = new FeatureLevels(2, 7);
    private static final AttributeTable TABLE = AttributeTable.EMPTY.with("ping", Attribute.empty(Duration.ofSeconds(5), false)
            .with(new NodeName("n1"), Optional.of("100"))).stamped(3);

    static Stream<PeerMessage> messages() {
        var request = new OperationRequest(KEY, new AgentId("ocf", "systole", "Dummy"), Duration.ofSeconds(20), Duration.ZERO,
                new TreeMap<>(Map.of("state", "/run/ä\u0001b")), new TreeMap<>(Map.of("interval", "10000")), "1:2:0:u", 0);
        var patch = new CibPatch(VERSION, VERSION.nextUpdate(), Element.of("diff", "format", "2"));
        var changes = List.<CibChange>of(new CibChange.Create("/cib/configuration/resources", Element.of("primitive", "id", "web")),
                new CibChange.Modify("/cib", Element.of("cib", "admin_epoch", "1"), true), new CibChange.Replace(Element.of("tags")),
                new CibChange.Delete("/cib/configuration/tags"), new CibChange.Undo(VERSION, CHANGE.edits()),
                new CibChange.ApplyPatch(patch));
        return Stream.of(
                new PeerMessage.Announce(3, LEVELS),
                new PeerMessage.Claim(3, true, true, LEVELS),
                new PeerMessage.Report(3, COPY, Element.of("lrm_resources").plus(Element.of("lrm_resource", "id", "web")),
                        true, false, TABLE, new TreeMap<>(Map.of("ping", "100")), 77, LEVELS, "3.19.0", "7 n1 n2"),
                new PeerMessage.Attributes(3, TABLE),
                new PeerMessage.Refused(9, 8),
                new PeerMessage.CopyRequest(3),
                new PeerMessage.Copy(3, Cib.empty().root(), List.of(COPY, COPY), false, true, List.of(CHANGE)),
                new PeerMessage.Patch(3, patch, Optional.empty()),
                new PeerMessage.Patch(3, patch, Optional.of(new ChangeStamp(Instant.EPOCH.atZone(ZoneOffset.UTC), "n1", "crm", "root",
                        "back to before", Optional.of(VERSION)))),
                new PeerMessage.Ack(3, VERSION),
                new PeerMessage.Beat(3, 17, VERSION, true, true, 16, 2, List.of(
                        new HeldBack(Optional.of(new NodeName("n2")), 3, "n2 is busy"),
                        new HeldBack(Optional.empty(), 1, "batch-limit"))),
                new PeerMessage.Echo(3, 17, VERSION, Optional.empty()),
                new PeerMessage.Echo(3, 17, VERSION, Optional.of(new NodeLoad(4, 1234, 56, OptionalInt.of(0)))),
                new PeerMessage.Execute(3, request),
                new PeerMessage.Cancel(3, KEY, "1:2:0:u"),
                new PeerMessage.Forget(3, new ResourceId("web")),
                new PeerMessage.Leave(3),
                new PeerMessage.Resign(3),
                new PeerMessage.Result(3, 5, KEY, "1:2:0:u", ExecutionStatus.TIMED_OUT, 1, 12, "too slow", Element.of("lrm_resource",
                        "id", "web")),
                new PeerMessage.ResultAck(3, 5),
                new PeerMessage.Forward(3, 8, new ClusterRequest.ChangeCib(changes, "root", "crm", true, "because",
                        Optional.of(new Subject("joe", List.of("users", "ops"))))),
                new PeerMessage.Forward(3, 8, new ClusterRequest.SetAttribute(new NodeName("n1"), "ping", Optional.empty())),
                new PeerMessage.Forward(3, 8, new ClusterRequest.SetAttribute(new NodeName("n1"), "ping", Optional.of("1"))),
                new PeerMessage.Forward(3, 8, new ClusterRequest.SetAttribute(new AttributeUpdate(AttributeUpdate.How.BOTH,
                        new NodeName("n1"), "ping", Optional.of("value++"), Optional.of(Duration.ofSeconds(5)), true))),
                new PeerMessage.Forward(3, 8, new ClusterRequest.CleanUp(Optional.empty(), Optional.of(new NodeName("n1")), true)),
                new PeerMessage.Forward(3, 8, new ClusterRequest.ShutDown(new NodeName("n1"))),
                new PeerMessage.Reply(3, 8, new ClusterReply(ClusterReply.Outcome.NO_QUORUM, "no", VERSION)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatItWrites(PeerMessage message) throws BadMessage {
        PeerMessage read = PeerCodec.decode(PeerCodec.encode(message));

        assertEquals(message, read);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void damagedBytesAreABadMessageAndNothingElse(PeerMessage message) {
        byte[] good = PeerCodec.encode(message);
        long seed = 4711;
        var random = new SplittableRandom(seed);

        for (int round = 0; round < 300; round++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            decodeOrRefuse(random.nextBoolean() ? bad : java.util.Arrays.copyOf(bad, random.nextInt(bad.length)), seed);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void wrongFieldsAreABadMessageWithASentenceOrAMessageThatCanBeWritten(PeerMessage message) {
        byte[] good = PeerCodec.encode(message);
        for (long seed = 1; seed <= 300; seed++) {
            decodeOrRefuse(new OddMessages(new SplittableRandom(seed)).like(good).orElseThrow(), seed);
        }
    }

    @Test
    void largeMessageIsCompressedAndReadBack() throws BadMessage {
        Element large = Element.of("lrm_resources").withChildren(java.util.Collections.nCopies(5000, Element.of("lrm_resource", "id",
                "web")));
        var message = new PeerMessage.Report(1, COPY, large, true, true, AttributeTable.EMPTY, new TreeMap<>(), 0, LEVELS, "", "");

        byte[] bytes = PeerCodec.encode(message);

        assertTrue(bytes.length < 20_000, "" + bytes.length);
        assertEquals(message, PeerCodec.decode(bytes));
    }

    @Test
    void negativeTermIsRefusedWithTheFieldNamed() {
        byte[] bytes = ElementCodec.write(Element.of("announce", "term", "-3"));

        var refused = assertThrows(BadMessage.class, () -> PeerCodec.decode(bytes));

        assertEquals("a message announce whose term is \"-3\" and no number from 0", refused.getMessage());
    }

    @Test
    void aTermThatCouldNotGrowAnyMoreIsRefused() {
        byte[] bytes = ElementCodec.write(Element.of("claim", "term", "9223372036854775807"));

        var refused = assertThrows(BadMessage.class, () -> PeerCodec.decode(bytes));

        assertEquals("a message claim whose term is 9223372036854775807, larger than a cluster can reach", refused.getMessage());
    }

    @Test
    void anotherProtocolVersionIsRefused() {
        byte[] bytes = PeerCodec.encode(new PeerMessage.Announce(1, LEVELS));
        bytes[0] = 9;

        var refused = assertThrows(BadMessage.class, () -> PeerCodec.decode(bytes));

        assertEquals("the message speaks protocol version 9, this node speaks 1", refused.getMessage());
    }

    @Test
    void anAttributeThatIsThereTwiceIsRefused() {
        byte[] bytes = ElementCodec.write(Element.of("announce", "term", "3", "term", "4"));

        var refused = assertThrows(BadMessage.class, () -> PeerCodec.decode(bytes));

        assertEquals("an element with two attributes of one name", refused.getMessage());
    }

    @Test
    void namesAndValuesOfAnyKindAndNumberAreReadBack() throws BadMessage {
        var wide = new LinkedHashMap<String, String>();
        for (int i = 0; i < 100; i++) {
            wide.put("name-" + i + (i % 7 == 0 ? "-größer" : ""), i % 3 == 0 ? "" : "wert-ä-\uD83D\uDE00-" + "x".repeat(i));
        }
        Element element = Element.of("größe").withAttributes(wide).withText("ß").plus(Element.of("n".repeat(100), "plain", "1"));

        Element read = ElementCodec.read(ElementCodec.write(element));

        assertEquals(CibWriter.text(element), CibWriter.text(read));
    }

    @Test
    void unknownFieldsOfANewerNodeAreIgnored() throws BadMessage {
        byte[] bytes = ElementCodec.write(Element.of("announce", "term", "3", "mood", "good").plus(Element.of("more")));

        assertEquals(new PeerMessage.Announce(3, FeatureLevels.UNSAID), PeerCodec.decode(bytes));
    }

    private static void decodeOrRefuse(byte[] bytes, long seed) {
        try {
            PeerMessage read = PeerCodec.decode(bytes);
            if (!(read instanceof PeerMessage.NotUnderstood)) {
                PeerCodec.encode(read);
            }
        } catch (BadMessage expected) {
            assertTrue(!expected.getMessage().isEmpty(), "seed " + seed);
        }
    }
}
