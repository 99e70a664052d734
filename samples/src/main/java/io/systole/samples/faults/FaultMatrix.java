package io.systole.samples.faults;

import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.PowerSwitch;
import io.systole.samples.lab.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * {@code ./systole faults}: strikes real clusters, fault by fault; goes on where an earlier run ended. Exit status 1 if anything was
 * wrong.
 */
public final class FaultMatrix {
    private static final int USAGE = 64;
    private static final int TIMES = 10;

    private static final List<Fault> FAULTS = List.of(
            new Fault("a node loses power", Setting.MAJORITY, true, Strikes::powerLoss),
            new Fault("kill -9 of a daemon", Setting.MAJORITY, true, Strikes::daemonKilled),
            new Fault("kill -9 of the DC in mid transition", Setting.MAJORITY, true, Strikes::coordinatorKilledInTransition),
            new Fault("kill -9 of all daemons at once", Setting.MAJORITY, true, Strikes::allDaemonsKilled),
            new Fault("all nodes lose power at once", Setting.MAJORITY, true, Strikes::allPowerLost),
            new Fault("a daemon stands still for 0.5 to 30 s", Setting.MAJORITY, true, Strikes::daemonStandsStill),
            new Fault("partition 2|1", Setting.MAJORITY, true, Strikes::cableCut),
            new Fault("a node is heard no more, or hears no more", Setting.MAJORITY, true, Strikes::oneWayCut),
            new Fault("two nodes do not hear each other, both hear the third", Setting.MAJORITY, true, Strikes::partialCut),
            new Fault("a disk takes no write for a while", Setting.MAJORITY, true, Strikes::diskFull),
            new Fault("CIB file truncated", Setting.MAJORITY, true, Strikes::fileTruncated),
            new Fault("CIB file with a bit flipped", Setting.MAJORITY, true, Strikes::fileChanged),
            new Fault("CIB file from the future", Setting.MAJORITY, true, Strikes::fileFromTheFuture),
            new Fault("rolling restart of all daemons", Setting.MAJORITY, true, Strikes::rollingRestart),
            new Fault("one cable of two is pulled", Setting.LINKED, true, Strikes::linkCut),
            new Fault("both cables of a node are pulled", Setting.LINKED, true, Strikes::bothLinksCut),
            new Fault("a clock jumps by an hour, forth or back", Setting.CLOCKED, true, Strikes::clockJumps),
            new Fault("kill -9 of a daemon, fencing", Setting.FENCED, true, Strikes::daemonKilled),
            new Fault("partition 2|1, fencing", Setting.FENCED, true, Strikes::cableCut),
            new Fault("a daemon stands still, fencing", Setting.FENCED, true, Strikes::daemonStandsStill),
            new Fault("partition 2|1, the fence agent fails", Setting.FENCED, true, Strikes.cutWhileSwitch(PowerSwitch.Mood.FAILS)),
            new Fault("partition 2|1, the fence agent hangs", Setting.FENCED, true, Strikes.cutWhileSwitch(PowerSwitch.Mood.HANGS)),
            new Fault("partition 2|1, the fence agent lies", Setting.FENCED, false, Strikes.cutWhileSwitch(PowerSwitch.Mood.LIES)),
            new Fault("partition 1|1, fencing", Setting.TWO_FENCED, true, Strikes::cableCut),
            new Fault("partition 1|1, arbitrator", Setting.ARBITRATED, true, Strikes::partialCut),
            new Fault("a cable of two, arbitrator", Setting.ARBITRATED, true, Strikes::cableCut),
            new Fault("kill -9 of a daemon, arbitrator", Setting.ARBITRATED, true, Strikes::daemonKilled),
            new Fault("partition 3|2", Setting.FIVE, true, Strikes::threeAgainstTwo));

    private final Path installation = Path.of(System.getProperty("systole.home"));
    private final Results results;
    private final int times;
    private final Progress progress = new Progress();

    private FaultMatrix(Results results, int times) {
        this.results = results;
        this.times = times;
    }

    /** The program; {@code systole.home} names the installation tree, {@code systole.root} the checkout. */
    public static void main(String[] words) {
        int times = TIMES;
        boolean again = false;
        Path file = Path.of(System.getProperty("systole.root"), "target", "faults.tsv");
        var only = new ArrayList<String>();
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--times") && i + 1 < words.length && words[i + 1].matches("[1-9][0-9]{0,3}")) {
                times = Integer.parseInt(words[++i]);
            } else if (words[i].equals("--results") && i + 1 < words.length) {
                file = Path.of(words[++i]);
            } else if (words[i].equals("--again")) {
                again = true;
            } else if (words[i].startsWith("-")) {
                System.err.println("faults: '" + words[i] + "' is not understood; it takes --times N (1 to 9999), --results FILE, --again"
                        + " and parts of names of faults, such as 'kill -9'");
                System.exit(USAGE);
            } else {
                only.add(words[i]);
            }
        }
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty()) {
            System.err.println("faults: " + obstacle);
            System.exit(1);
        }
        List<Fault> chosen = FAULTS.stream().filter(fault -> only.isEmpty() || only.stream().anyMatch(fault.name()::contains)).toList();
        if (chosen.isEmpty()) {
            System.err.println("faults: no fault is named so; there are: " + FAULTS.stream().map(Fault::name).toList());
            System.exit(USAGE);
        }
        var results = new Results(file);
        if (again) {
            results.forget(chosen.stream().map(Fault::name).toList());
        }
        new FaultMatrix(results, times).run(chosen);
        System.out.println(results.table(chosen));
        System.exit(results.good() ? 0 : 1);
    }

    private void run(List<Fault> chosen) {
        for (Setting setting : Setting.values()) {
            List<Fault> faults = new ArrayList<>(chosen.stream().filter(fault -> fault.setting() == setting).toList());
            while (faults.stream().anyMatch(fault -> results.times(fault.name()) < times)) {
                strikeAll(setting, faults);
            }
        }
    }

    /** With one cluster until all is done or something went wrong, so that one failure does not spoil what comes after it. */
    private void strikeAll(Setting setting, List<Fault> faults) {
        progress.tell("making a cluster: " + setting.title);
        try (var cluster = new FaultCluster(setting, installation)) {
            cluster.form();
            try (var lookout = new Lookout(cluster.members())) {
                for (Fault fault : faults) {
                    while (results.times(fault.name()) < times) {
                        int time = results.times(fault.name()) + 1;
                        Results.Result result = strike(cluster, lookout, fault, time);
                        results.add(result);
                        progress.tell(String.format(Locale.ROOT, "%s, %d of %d: %s", fault.name(), time, times, result.good()
                                ? String.format(Locale.ROOT, "at rest after %.1f s, %d writes acknowledged", result.restSeconds(),
                                        result.acknowledged()) : "WRONG: " + result.wrong()));
                        if (!result.good()) {
                            System.err.println(cluster.evidence());
                            return;
                        }
                    }
                }
            }
        }
    }

    private Results.Result strike(FaultCluster cluster, Lookout lookout, Fault fault, int time) {
        var random = new SplittableRandom(31L * fault.name().hashCode() + time);
        forgetWrites(cluster);
        lookout.begin();
        var wrong = new ArrayList<String>();
        double rest = -1;
        var writer = new Writer(cluster.members(), random.split());
        try (writer) {
            attempt(() -> fault.strike().on(cluster, random), wrong);
            attempt(cluster::makeWhole, wrong);
        }
        long healed = System.nanoTime();
        try {
            // What the guard has ended by force is noticed by the next monitor.
            cluster.awaitRest(() -> lookout.notOnce().isEmpty());
            rest = (System.nanoTime() - healed) / 1e9;
        } catch (LabException failed) {
            wrong.add("not at rest in time");
        }
        List<String> lost = cluster.members().stream().filter(LabNode::powered).flatMap(node -> writer.lostOn(node).stream()
                .map(id -> id + " on " + node.name())).toList();
        lost.stream().map("lost: "::concat).forEach(wrong::add);
        lookout.notOnce().stream().map("at rest, not active once: "::concat).forEach(wrong::add);
        List<String> doubles = lookout.doubles();
        if (fault.safe()) {
            doubles.stream().map("active twice: "::concat).forEach(wrong::add);
        }
        return new Results.Result(fault.name(), writer.acknowledged(), writer.refused(), lost.size(), doubles.size(), rest,
                String.join("; ", wrong));
    }

    private static void attempt(Runnable what, List<String> wrong) {
        try {
            what.run();
        } catch (LabException failed) {
            wrong.add(failed.getMessage());
        }
    }

    /** The tags of the strike before are not needed any more. */
    private static void forgetWrites(FaultCluster cluster) {
        LabNode first = cluster.members().getFirst();
        first.write("/etc/systole/tags.xml", "<tags/>");
        first.run("cibadmin", "--replace", "--scope", "tags", "--xml-file", "/etc/systole/tags.xml");
        cluster.awaitRest();
    }

    /** All faults, for a test that looks at them. */
    static List<Fault> faults() {
        return FAULTS;
    }
}
