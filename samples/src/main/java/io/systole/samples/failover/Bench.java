package io.systole.samples.failover;

import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A comparison of programs: those that can run here, each in a lab of its own, in turns; a table at the end. Progress goes to standard
 * error, the table to standard output.
 */
abstract class Bench {
    private static final int USAGE = 64;
    private static final int ROUNDS = 10;

    private final String word;
    private final Figures figures = new Figures();
    private final List<Course> courses = new ArrayList<>();
    private final List<String> only = new ArrayList<>();
    private final Progress progress = new Progress();
    private int rounds = ROUNDS;
    private int rest;

    /** {@code word} stands behind {@code ./systole bench}. */
    Bench(String word) {
        this.word = word;
    }

    /** What is compared; the first one is "ours" of the table. */
    abstract List<Subject> subjects();

    /** Measures one subject once. */
    abstract void measure(Course course, String round);

    /** Measures all at the end. */
    void finish(List<Course> all) {}

    /** Reads the words of the command line, measures and prints; {@code systole.home} names the installation tree. */
    final void compare(String[] words) {
        read(words);
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty()) {
            System.err.println("bench " + word + ": " + obstacle);
            System.exit(1);
        }
        try {
            run();
        } catch (LabException failed) {
            System.err.println("bench " + word + ": " + failed.getMessage());
            System.exit(1);
        }
    }

    private void read(String[] words) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--rounds") && i + 1 < words.length && words[i + 1].matches("[1-9][0-9]{0,3}")) {
                rounds = Integer.parseInt(words[++i]);
            } else if (rests() && words[i].equals("--rest") && i + 1 < words.length && words[i + 1].matches("[0-9]{1,3}")) {
                rest = Integer.parseInt(words[++i]);
            } else if (words[i].startsWith("-")) {
                System.err.println("bench " + word + ": '" + words[i] + "' is not understood; it takes --rounds N (1 to 9999)"
                        + (rests() ? ", --rest MINUTES (0 to 999)" : "") + " and beginnings of names of programs, such as systole");
                System.exit(USAGE);
            } else {
                only.add(words[i].toLowerCase(Locale.ROOT));
            }
        }
    }

    private void run() {
        try {
            make();
            for (int round = 1; round <= rounds; round++) {
                for (Course course : courses) {
                    measure(course, "round " + round + " of " + rounds + ", " + course.name());
                }
            }
            finish(courses);
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
            var course = new Course(subject, word.charAt(0) + "b" + courses.size(), installation, figures,
                    RandomGenerator.of("L64X128MixRandom"));
            courses.add(course);
            course.form();
        }
    }

    /** Whether something is measured at the end that a {@code --rest} before it makes sense for. */
    boolean rests() {
        return false;
    }

    /** How many minutes nothing happens before the idle minute is measured: a program that was started just now needs more. */
    final int restMinutes() {
        return rest;
    }

    final void tell(String what) {
        progress.tell(what);
    }
}
