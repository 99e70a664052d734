package io.systole.core.fencing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One history of fencers alone: devices, topology, failures, hanging agents and lost nodes drawn from a seed. */
public final class RandomFencing {
    private static final List<String> NAMES = List.of("n1", "n2", "n3", "n4");

    private RandomFencing() {}

    /**
     * Lives through the history of this seed.
     *
     * @return how many events there were
     * @throws AssertionError if something happened that must not
     */
    public static long run(long seed) {
        try {
            return history(new SplittableRandom(seed), seed);
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError("seed " + seed + ": " + failed, failed);
        }
    }

    private static long history(SplittableRandom random, long seed) {
        var devices = new ArrayList<String>();
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            devices.add(FencingYard.device("f" + i, "pcmk_host_list", "n1 n2 n3 n4", "pcmk_delay_max", random.nextInt(4) + "s"));
        }
        var topology = new StringBuilder();
        for (int i = 1; random.nextBoolean() && i < 3; i++) {
            topology.append("<fencing-level id=\"l%1$d\" index=\"%1$d\" target-pattern=\"n\" devices=\"f0%2$s\"/>".formatted(i,
                    count > 1 && random.nextBoolean() ? ",f1" : ""));
        }
        var yard = new FencingYard(seed, FencingYard.cib("", topology.toString(), devices.toArray(String[]::new)),
                NAMES.toArray(String[]::new));
        var up = new ArrayList<>(NAMES);
        var askers = new ArrayList<Long>();
        var askedOn = new ArrayList<String>();
        for (int step = random.nextInt(4, 12); step > 0; step--) {
            String name = up.get(random.nextInt(up.size()));
            switch (random.nextInt(6)) {
                case 0 -> yard.fails("f" + random.nextInt(count), name, random.nextBoolean() ? "off" : "reboot");
                case 1 -> yard.hangs("f" + random.nextInt(count), name, random.nextBoolean() ? "off" : "reboot");
                case 2 -> {
                    if (up.size() > 2) {
                        up.remove(name);
                        yard.crash(name);
                    }
                }
                default -> {
                    String victim = NAMES.get(random.nextInt(NAMES.size()));
                    askers.add(yard.request(name, victim, random.nextBoolean() ? FencingAction.OFF : FencingAction.REBOOT));
                    askedOn.add(name);
                }
            }
            yard.run(Duration.ofMillis(random.nextInt(20_000)));
        }
        yard.run(Duration.ofHours(2));

        for (int i = 0; i < askers.size(); i++) {
            if (up.contains(askedOn.get(i))) {
                FencingRecord end = yard.ended.get(askers.get(i));
                assertTrue(end != null && !end.pending() && !end.reason().isEmpty(), "asker " + askers.get(i) + " heard " + end);
            }
        }
        assertTrue(yard.runs.stream().map(run -> run.split(" ")).noneMatch(run -> run.length == 6 && run[1].equals(run[5])),
                () -> "a victim did it itself: " + yard.runs);
        List<FencingRecord> known = yard.fencer(up.getFirst()).history();
        assertTrue(known.stream().noneMatch(FencingRecord::pending), () -> "still pending: " + known);
        for (String name : up) {
            assertEquals(ends(known), ends(yard.fencer(name).history()), "the history on " + name);
        }
        return yard.events();
    }

    /** A leader that is lost is noticed by each node for itself, so times may differ, but not what is said. */
    private static List<String> ends(List<FencingRecord> history) {
        return history.stream().map(record -> record.id() + " " + record.state() + " " + record.reason()).sorted().toList();
    }
}
