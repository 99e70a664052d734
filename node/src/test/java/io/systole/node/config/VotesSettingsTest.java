package io.systole.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of votes that make no sense, options that contradict each other, and settings that are possible but risky. */
class VotesSettingsTest {
    private static final List<String> FOUR = List.of("cluster = c", "node = n1 10.0.0.1", "node = n2 10.0.0.2", "node = n3 10.0.0.3",
            "node = n4 10.0.0.4");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            votes = n1 0 | f:6: votes = n1 0: every node has at least 1 vote; what only votes, or only runs resources, is an arbitrator \
            or a remote node
            votes = n1 -3 | f:6: votes = n1 -3: every node has at least 1 vote; what only votes, or only runs resources, is an arbitrator \
            or a remote node
            votes = n1 2; votes = n1 3 | f:7: the votes of n1 were given already: remove one of the two lines
            votes = n9 2 | f: votes are given to 'n9', which is no node of this cluster: remove that line, or add the node
            votes = many | f:6: votes = many is not a node and a number: it takes one line for each node that has not 1 vote, for example: \
            votes = n1 2
            arbitrator = 10.0.0.3 | f:6: arbitrator = 10.0.0.3 is the address of a node of this cluster, and would fall with it: \
            an arbitrator runs on a third machine
            arbitrator = n3:5407 | f:6: arbitrator = n3:5407 is a node of this cluster, and would fall with it: an arbitrator runs on \
            a third machine and has no line 'node ='
            arbitrator = 10.0.9.1; tie_breaker = lowest | f:7: tie_breaker and arbitrator both decide who goes on when half of the votes \
            is here: remove one of the two (arbitrator is the safer one)
            arbitrator = 10.0.9.1; disk = /dev/w | f:7: arbitrator and disk may give their grant to different halves: remove one of the two
            two_node = yes | f:6: two_node = yes needs exactly two nodes, but there are 4 (n1, n2, n3, n4): say two_node = no
            tie_breaker = n1 n7 | f:6: tie_breaker = n1 n7: 'n7' is no node of this cluster (n1, n2, n3, n4): it takes lowest, highest, \
            none, or names of nodes of which the first that counts decides
            tie_breaker = n1 n2 n1 | f:6: tie_breaker = n1 n2 n1 names n1 twice: remove one
            last_man_standing_window = 5s | f:6: last_man_standing_window says nothing without last_man_standing = yes: add that, or \
            remove this line
            last_man_standing = yes; arbitrator = 10.0.9.1 | f:6: last_man_standing counts votes anew when nodes are gone, and arbitrator \
            decides among all votes: remove one of the two
            last_man_standing = yes; last_man_standing_window = 0s | f:7: last_man_standing_window = 0s is not possible: it takes a time \
            such as 10s
            fence_disk = disk | f:6: fence_disk = disk is not possible: it takes the path of a block device or file that all nodes share, \
            for example: fence_disk = /dev/disk/by-id/fence
            fence_disk = /dev/f; watchdog = none | f:6: fence_disk counts on nodes that end what runs on them when their daemon does not \
            see the disk or is dead: say watchdog = process or a device, and a self_fencing_time other than off
            self_fencing_time = off; watchdog = /dev/watchdog | f:7: watchdog = /dev/watchdog has nothing to watch with self_fencing_time \
            = off: remove one of the two
            """)
    void aMistakeIsOneSentenceWithItsPlaceAndTheFix(String lines, String sentence) {
        var wrong = assertThrows(SettingsException.class, () -> read(FOUR, lines.split("; ")));

        assertEquals(sentence, wrong.getMessage());
    }

    @Test
    void lastManStandingContradictsTwoNode() {
        List<String> two = FOUR.subList(0, 3);

        var wrong = assertThrows(SettingsException.class, () -> read(two, "two_node = yes", "last_man_standing = yes"));

        assertEquals("f:5: two_node = yes lets each of two nodes go on alone already: remove two_node (and say tie_breaker = lowest),"
                + " or remove last_man_standing", wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            log_level = info | there are 4 votes, an even number, and nothing decides when half of them is here: then all stop; an \
            arbitrator, a disk or a tie_breaker lets one half go on
            votes = n1 5 | node n1 has 5 of 8 votes: without it all others stop, and it goes on alone; give it fewer
            votes = n1 2; arbitrator = 10.0.9.1 | there are 5 votes, an odd number: half of them is never here, so the witness is \
            never asked
            last_man_standing = yes | last_man_standing = yes without tie_breaker: of the last two nodes none goes on alone; say \
            tie_breaker = lowest
            tie_breaker = n2 n1 | tie_breaker = n2 n1: all configured nodes count, so the first always decides; with last_man_standing \
            = yes the next one does while it is gone
            self_fencing_time = off; tie_breaker = lowest | self_fencing_time = off: a node that lost its quorum ends its resources only \
            if it can in order, and the others do not wait for it; without fencing they may run twice for a while
            """)
    void whatIsRiskyIsWarnedOfInOneSentence(String lines, String warning) {
        assertEquals(warning, read(FOUR, lines.split("; ")).warnings().stream().filter(warning::equals).findFirst()
                .orElseGet(() -> read(FOUR, lines.split("; ")).warnings().toString()));
    }

    @Test
    void readsLastManStandingAndAListOfTieBreakers() {
        NodeSettings settings = read(FOUR, "last_man_standing = yes", "last_man_standing_window = 20s", "tie_breaker = n3, n1");

        assertEquals(Duration.ofSeconds(20), settings.quorum().lastManStanding());
        assertEquals(new NodeName("n3"), settings.quorum().tieBreaker().chosen(settings.quorum().nodes()).orElseThrow());
        assertEquals(new NodeName("n1"), settings.quorum().tieBreaker().chosen(new TreeSet<>(List.of(new NodeName("n1"),
                new NodeName("n2")))).orElseThrow());
        assertEquals(List.of(), settings.warnings());
    }

    private static NodeSettings read(List<String> first, String... more) {
        return SettingsReader.parse("f", new ArrayList<>(Stream.concat(first.stream(), Arrays.stream(more)).toList()), "n1");
    }
}
