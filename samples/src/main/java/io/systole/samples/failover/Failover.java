package io.systole.samples.failover;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * {@code ./systole bench failover}: all subjects that can run here, each in a lab of its own, in turns; a table at the end. Progress goes
 * to standard error, the table to standard output.
 */
public final class Failover {
    private static final int USAGE = 64;
    private static final int ROUNDS = 10;

    private final int rounds;
    private final List<String> only;
    private final Figures figures = new Figures();
    private final List<Course> courses = new ArrayList<>();
    private final long begin = System.nanoTime();

    private Failover(int rounds, List<String> only) {
        this.rounds = rounds;
        this.only = only;
    }

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        int rounds = ROUNDS;
        var only = new ArrayList<String>();
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--rounds") && i + 1 < words.length && words[i + 1].matches("[1-9][0-9]{0,3}")) {
                rounds = Integer.parseInt(words[++i]);
            } else if (words[i].startsWith("-")) {
                System.err.println("bench failover: '" + words[i] + "' is not understood; it takes --rounds N (1 to 9999) and beginnings of"
                        + " names of programs, such as systole");
                System.exit(USAGE);
            } else {
                only.add(words[i].toLowerCase(Locale.ROOT));
            }
        }
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty()) {
            System.err.println("bench failover: " + obstacle);
            System.exit(1);
        }
        try {
            new Failover(rounds, only).run();
        } catch (LabException failed) {
            System.err.println("bench failover: " + failed.getMessage());
            System.exit(1);
        }
    }

    private static List<Subject> subjects() {
        return List.of(new SystoleSubject("fast"), new SystoleSubject("express"), new SystoleSubject("default"),
                new PacemakerSubject(Duration.ofSeconds(1)), new KeepalivedSubject(Duration.ofSeconds(1)),
                new KeepalivedSubject(Duration.ofMillis(100)), new HeartbeatSubject());
    }

    private void run() {
        try {
            make();
            for (int round = 1; round <= rounds; round++) {
                for (Course course : courses) {
                    tell("round " + round + " of " + rounds + ", " + course.name() + ": its holder dies");
                    course.death();
                    tell("round " + round + " of " + rounds + ", " + course.name() + ": planned move, address deleted");
                    course.move();
                    course.addressDeleted();
                }
            }
            idle();
            System.out.println(figures.table());
        } catch (LabException failed) {
            System.out.println(figures.table());
            throw failed;
        } finally {
            courses.forEach(Course::close);
        }
    }

    private void make() {
        Path installation = Path.of(System.getProperty("systole.home"));
        for (Subject subject : subjects()) {
            List<String> missing = subject.programs().stream().filter(program -> !Files.isExecutable(Path.of(program))).toList();
            if (!only.isEmpty() && only.stream().noneMatch(subject.name().toLowerCase(Locale.ROOT)::startsWith)) {
                continue;
            }
            if (!missing.isEmpty()) {
                tell("left out: " + subject.name() + ": not installed here: " + String.join(" ", missing));
                continue;
            }
            tell("making two nodes with " + subject.name());
            var course = new Course(subject, "b" + courses.size(), installation, figures, RandomGenerator.of("L64X128MixRandom"));
            courses.add(course);
            course.form();
        }
    }

    private void idle() {
        courses.forEach(Course::awaitStill);
        tell("an idle minute of all ...");
        List<List<Footprint>> before = courses.stream().map(Course::footprints).toList();
        long from = System.nanoTime();
        Await.pass(Duration.ofSeconds(Course.idleSeconds()));
        double seconds = (System.nanoTime() - from) / 1e9;
        for (int i = 0; i < courses.size(); i++) {
            courses.get(i).endIdle(before.get(i), seconds);
        }
    }

    private void tell(String what) {
        System.err.printf(Locale.ROOT, "[%6.1f s] %s%n", (System.nanoTime() - begin) / 1e9, what);
    }
}
