package io.systole.core.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.membership.FeatureLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What builds have said to each other since feature level 1, one file for each kind of message. The files of a level are never
 * changed: as long as {@link FeatureLevels#ours} has the level, its messages are read, and what we write for it has all that its
 * builds look for.
 */
class WireContractTest {
    private static final Path LEVELS = Path.of("src/test/resources/peer");
    /** Kinds that came later; they have files in the folder of their level. */
    private static final Set<Class<?>> NEVER_SENT = Set.of(PeerMessage.NotUnderstood.class);

    static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(LEVELS)) {
            return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageOfAnOlderBuildIsReadAndWrittenSoThatThatBuildReadsIt(Path file) throws IOException, BadMessage {
        Element old = CibReader.element(Files.readString(file));

        PeerMessage read = PeerCodec.decode(ElementCodec.write(old));
        Element written = ElementCodec.read(PeerCodec.encode(read));

        assertEquals("", missing(old, written, ""), () -> CibWriter.text(written));
    }

    @Test
    void everyKindOfMessageHasAFile() throws IOException, BadMessage {
        var kinds = new TreeSet<String>();
        for (Path file : messages()) {
            PeerMessage read = PeerCodec.decode(ElementCodec.write(CibReader.element(Files.readString(file))));
            kinds.add(read.getClass().getSimpleName());
            if (read instanceof PeerMessage.Forward forward) {
                kinds.add(forward.request().getClass().getSimpleName());
            }
            if (read instanceof PeerMessage.Fencing fencing) {
                kinds.add(fencing.message().getClass().getSimpleName());
            }
        }

        assertEquals(List.of(), Arrays.stream(PeerMessage.class.getPermittedSubclasses()).filter(kind -> !NEVER_SENT.contains(kind))
                .map(Class::getSimpleName).filter(kind -> !kinds.contains(kind)).toList());
        assertFalse(kinds.contains("NotUnderstood"));
    }

    @Test
    void weStillSpeakTheFirstLevel() {
        assertEquals(1, FeatureLevels.ours().oldest());
    }

    /** Where the written element lacks something of the old one; empty if nowhere. */
    private static String missing(Element old, Element written, String place) {
        String here = place + "/" + old.name();
        for (var attribute : old.attributes().entrySet()) {
            if (!attribute.getValue().equals(written.get(attribute.getKey()))) {
                return here + "/@" + attribute.getKey();
            }
        }
        List<Element> rest = written.children().stream().filter(child -> old.children().stream().map(Element::name)
                .anyMatch(child.name()::equals)).toList();
        if (rest.size() != old.children().size()) {
            return here + " has " + rest.size() + " of " + old.children().size() + " children";
        }
        for (int i = 0; i < rest.size(); i++) {
            String below = rest.get(i).is(old.children().get(i).name()) ? missing(old.children().get(i), rest.get(i), here)
                    : here + ": the order of children";
            if (!below.isEmpty()) {
                return below;
            }
        }
        return "";
    }
}
