package io.systole.node.config;

import io.systole.core.controller.SelfFencing;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.membership.TieBreaker;
import io.systole.core.membership.Witnessing;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@code systole.conf} says of votes, witnesses and self-fencing, and finds what does not go together. */
final class QuorumReader {
    private final SettingsReader lines;
    private final SequencedMap<NodeName, List<String>> nodes;
    private final SortedMap<NodeName, Integer> votes = new TreeMap<>();

    QuorumReader(SettingsReader lines, SequencedMap<NodeName, List<String>> nodes) {
        this.lines = lines;
        this.nodes = nodes;
    }

    /** A line {@code votes = n1 2}. */
    void votes(int number, String value) {
        String[] words = value.split("\\s+");
        if (words.length != 2 || !words[1].matches("-?\\d{1,6}")) {
            throw lines.at(number, "votes = " + value + " is not a node and a number: it takes " + SettingKey.VOTES.takes());
        }
        int count = Integer.parseInt(words[1]);
        if (count < 1) {
            throw lines.at(number, "votes = " + value + ": every node has at least 1 vote; what only votes, or only runs resources,"
                    + " is an arbitrator or a remote node");
        }
        if (votes.putIfAbsent(new NodeName(words[0]), count) != null) {
            throw lines.at(number, "the votes of " + words[0] + " were given already: remove one of the two lines");
        }
    }

    QuorumSettings quorum(WitnessSettings witnesses) {
        votes.keySet().stream().filter(node -> !nodes.containsKey(node)).findFirst().ifPresent(stranger -> {
            throw lines.wholly("votes are given to '" + stranger + "', which is no node of this cluster: remove that line,"
                    + " or add the node");
        });
        var all = new TreeMap<NodeName, Integer>();
        nodes.keySet().forEach(node -> all.put(node, votes.getOrDefault(node, 1)));
        boolean twoNode = lines.yes(SettingKey.TWO_NODE, false);
        if (twoNode && nodes.size() != 2) {
            throw lines.at(SettingKey.TWO_NODE, "two_node = yes needs exactly two nodes, but there are " + nodes.size() + " ("
                    + lines.listed() + "): say two_node = no");
        }
        if (twoNode && all.values().stream().anyMatch(count -> count != 1)) {
            throw lines.at(SettingKey.TWO_NODE, "two_node = yes lets each node go on alone, so votes of different weight say nothing:"
                    + " remove the votes, or say two_node = no");
        }
        TieBreaker breaker = tieBreaker();
        refuseContradictions(twoNode, breaker, witnesses);
        Witnessing witnessing = witnesses.arbitrator().isPresent() || witnesses.disk().isPresent() ? Witnessing.EXCLUSIVE
                : witnesses.gateway().isPresent() ? Witnessing.GATEWAY : Witnessing.NONE;
        return new QuorumSettings(all, twoNode, lines.yes(SettingKey.WAIT_FOR_ALL, twoNode), breaker, witnessing,
                lastManStanding(twoNode, witnesses));
    }

    private void refuseContradictions(boolean twoNode, TieBreaker breaker, WitnessSettings witnesses) {
        boolean breaks = breaker.rule() != TieBreaker.Rule.NONE;
        Optional<SettingKey> exclusive = witnesses.arbitrator().map(any -> SettingKey.ARBITRATOR)
                .or(() -> witnesses.disk().map(any -> SettingKey.DISK));
        if (witnesses.arbitrator().isPresent() && witnesses.disk().isPresent()) {
            throw lines.at(SettingKey.DISK, "arbitrator and disk may give their grant to different halves: remove one of the two");
        }
        if (twoNode && breaks) {
            throw lines.at(SettingKey.TIE_BREAKER, "two_node = yes lets each node go on alone, tie_breaker = " + breaker
                    + " only one of them: remove one of the two");
        }
        if (exclusive.isPresent() && (twoNode || breaks)) {
            SettingKey other = twoNode ? SettingKey.TWO_NODE : SettingKey.TIE_BREAKER;
            throw lines.at(other, other.word() + " and " + exclusive.get().word() + " both decide who goes on when half of the votes is"
                    + " here: remove one of the two (" + exclusive.get().word() + " is the safer one)");
        }
    }

    /** The window, zero without last_man_standing. */
    private Duration lastManStanding(boolean twoNode, WitnessSettings witnesses) {
        boolean wanted = lines.yes(SettingKey.LAST_MAN_STANDING, false);
        if (!wanted && lines.text(SettingKey.LAST_MAN_STANDING_WINDOW).isPresent()) {
            throw lines.at(SettingKey.LAST_MAN_STANDING_WINDOW, "last_man_standing_window says nothing without last_man_standing = yes:"
                    + " add that, or remove this line");
        }
        if (wanted && twoNode) {
            throw lines.at(SettingKey.LAST_MAN_STANDING, "two_node = yes lets each of two nodes go on alone already:"
                    + " remove two_node (and say tie_breaker = lowest), or remove last_man_standing");
        }
        if (wanted && (witnesses.arbitrator().isPresent() || witnesses.disk().isPresent())) {
            throw lines.at(SettingKey.LAST_MAN_STANDING, "last_man_standing counts votes anew when nodes are gone, and "
                    + (witnesses.arbitrator().isPresent() ? "arbitrator" : "disk") + " decides among all votes: remove one of the two");
        }
        Duration window = lines.span(SettingKey.LAST_MAN_STANDING_WINDOW, Duration.ofSeconds(10));
        if (wanted && window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw lines.wrong(SettingKey.LAST_MAN_STANDING_WINDOW);
        }
        return wanted ? window : Duration.ZERO;
    }

    private TieBreaker tieBreaker() {
        String text = lines.text(SettingKey.TIE_BREAKER).orElse("none");
        return switch (text) {
            case "none", "no" -> TieBreaker.NONE;
            case "lowest" -> new TieBreaker(TieBreaker.Rule.LOWEST);
            case "highest" -> new TieBreaker(TieBreaker.Rule.HIGHEST);
            default -> {
                List<NodeName> named = Arrays.stream(text.split("[\\s,]+")).map(NodeName::new).toList();
                for (NodeName node : named) {
                    if (!nodes.containsKey(node)) {
                        throw lines.at(SettingKey.TIE_BREAKER, "tie_breaker = " + text + ": '" + node + "' is no node of this cluster ("
                                + lines.listed() + "): it takes " + SettingKey.TIE_BREAKER.takes());
                    }
                    if (named.indexOf(node) != named.lastIndexOf(node)) {
                        throw lines.at(SettingKey.TIE_BREAKER, "tie_breaker = " + text + " names " + node + " twice: remove one");
                    }
                }
                yield new TieBreaker(TieBreaker.Rule.LIST, named);
            }
        };
    }

    WitnessSettings witnesses() {
        Optional<InetSocketAddress> arbitrator = lines.text(SettingKey.ARBITRATOR).map(this::address);
        arbitrator.filter(at -> isOfANode(at.getHostString())).ifPresent(member -> {
            throw lines.at(SettingKey.ARBITRATOR, "arbitrator = " + lines.text(SettingKey.ARBITRATOR).orElseThrow()
                    + " is the address of a node of this cluster, and would fall with it: an arbitrator runs on a third machine");
        });
        arbitrator.filter(at -> nodes.containsKey(new NodeName(at.getHostString()))).ifPresent(member -> {
            throw lines.at(SettingKey.ARBITRATOR, "arbitrator = " + lines.text(SettingKey.ARBITRATOR).orElseThrow()
                    + " is a node of this cluster, and would fall with it: an arbitrator runs on a third machine and has no line 'node ='");
        });
        Optional<String> gateway = lines.text(SettingKey.PING);
        gateway.filter(this::isOfANode).ifPresent(member -> {
            throw lines.at(SettingKey.PING, "ping = " + member + " is the address of a node of this cluster:"
                    + " it takes " + SettingKey.PING.takes());
        });
        return new WitnessSettings(arbitrator, gateway, path(SettingKey.DISK));
    }

    private Optional<Path> path(SettingKey key) {
        return lines.text(key).map(text -> {
            if (!text.startsWith("/")) {
                throw lines.wrong(key);
            }
            return Path.of(text);
        });
    }

    private Optional<Path> fenceDisk(boolean watched) {
        Optional<Path> disk = path(SettingKey.FENCE_DISK);
        if (disk.isPresent() && !watched) {
            throw lines.at(SettingKey.FENCE_DISK, "fence_disk counts on nodes that end what runs on them when their daemon does not see the"
                    + " disk or is dead: say watchdog = process or a device, and a self_fencing_time other than off");
        }
        if (disk.isPresent() && nodes.isEmpty()) {
            throw lines.at(SettingKey.FENCE_DISK, "fence_disk has a place for each line 'node =', but there is none: add them");
        }
        return disk;
    }

    private boolean isOfANode(String address) {
        return nodes.values().stream().anyMatch(own -> own.contains(address));
    }

    private InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        boolean six = text.indexOf(':') != colon && !text.startsWith("[");
        String host = colon < 0 || six ? text : text.substring(0, colon);
        String port = colon < 0 || six ? Integer.toString(WitnessSettings.DEFAULT_PORT) : text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535 || Integer.parseInt(port) < 1) {
            throw lines.wrong(SettingKey.ARBITRATOR);
        }
        return InetSocketAddress.createUnresolved(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
    }

    SafetySettings safety(NodeSettings.Detection detection) {
        Duration silence = detection.longestSilence();
        SelfFencing standard = SelfFencing.forFailureDetection(silence);
        String word = lines.text(SettingKey.SELF_FENCING_TIME).orElse("auto");
        SelfFencing selfFencing = switch (word) {
            case "auto" -> standard;
            case "off", "no", "0" -> SelfFencing.NONE;
            default -> SelfFencing.of(lines.span(SettingKey.SELF_FENCING_TIME, standard.time()), silence);
        };
        Duration shortest = SelfFencing.shortest(silence);
        if (selfFencing.used() && selfFencing.time().compareTo(shortest) < 0) {
            throw lines.at(SettingKey.SELF_FENCING_TIME, "self_fencing_time = " + word + " is too short for detection = "
                    + detection.preset() + ": the election after the loss of a coordinator would already end"
                    + " resources; say self_fencing_time = " + (shortest.toSeconds() + 1) + "s or more, or choose a faster detection");
        }
        String watchdog = lines.text(SettingKey.WATCHDOG).orElse("process");
        boolean device = watchdog.startsWith("/");
        if (!device && !List.of("process", "none").contains(watchdog)) {
            throw lines.wrong(SettingKey.WATCHDOG);
        }
        if (device && !selfFencing.used()) {
            throw lines.at(SettingKey.WATCHDOG, "watchdog = " + watchdog + " has nothing to watch with self_fencing_time = " + word
                    + ": remove one of the two");
        }
        boolean guard = !watchdog.equals("none");
        return new SafetySettings(selfFencing, guard, device ? Optional.of(Path.of(watchdog)) : Optional.empty(),
                fenceDisk(selfFencing.used() && guard), lines.yes(SettingKey.SELF_RESET, device));
    }

    /** What is possible, but perhaps not meant; one sentence each. */
    List<String> warnings(QuorumSettings quorum, SafetySettings safety) {
        var warnings = new ArrayList<String>();
        int expected = quorum.expectedVotes();
        boolean undecided = quorum.witness() == Witnessing.NONE && quorum.tieBreaker().rule() == TieBreaker.Rule.NONE;
        if (quorum.twoNode() && safety.fenceDisk().isPresent()) {
            warnings.add("two_node = yes with fence_disk: a node that does not see the disk ends what runs on it, so nothing runs anywhere"
                    + " while the disk is out of order; with disk = " + safety.fenceDisk().get() + " instead of two_node = yes it may be");
        } else if (quorum.twoNode()) {
            warnings.add("two_node = yes: when the two nodes do not hear each other, both go on and run everything twice, unless a fence"
                    + " device ends one of them; an arbitrator, a disk or a tie_breaker instead of two_node lets only one go on");
        } else if (undecided && expected % 2 == 0) {
            warnings.add("there are " + expected + " votes, an even number, and nothing decides when half of them is here: then all stop;"
                    + " an arbitrator, a disk or a tie_breaker lets one half go on");
        }
        quorum.votes().entrySet().stream().filter(each -> quorum.votes().size() > 2 && 2 * each.getValue() > expected).findFirst()
                .ifPresent(ruler -> warnings.add("node " + ruler.getKey() + " has " + ruler.getValue() + " of " + expected
                        + " votes: without it all others stop, and it goes on alone; give it fewer"));
        if (!quorum.lastManStanding().isZero() && quorum.tieBreaker().rule() == TieBreaker.Rule.NONE) {
            warnings.add("last_man_standing = yes without tie_breaker: of the last two nodes none goes on alone; say tie_breaker = lowest");
        }
        if (quorum.tieBreaker().nodes().size() > 1 && quorum.lastManStanding().isZero()) {
            warnings.add("tie_breaker = " + quorum.tieBreaker() + ": all configured nodes count, so the first always decides; with"
                    + " last_man_standing = yes the next one does while it is gone");
        }
        if (quorum.witness() == Witnessing.EXCLUSIVE && expected % 2 == 1) {
            warnings.add("there are " + expected + " votes, an odd number: half of them is never here, so the witness is never asked");
        }
        if (!safety.selfFencing().used()) {
            warnings.add("self_fencing_time = off: a node that lost its quorum ends its resources only if it can in order, and the others"
                    + " do not wait for it; without fencing they may run twice for a while");
        }
        return warnings;
    }
}
