package io.systole.samples.demo;

import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LoopbackLab;
import java.nio.file.Path;
import java.util.List;

/** {@code ./systole demo}: tells the story; the exit status is 0 or the number of the step that failed. */
public final class Demo {
    private static final int USAGE = 64;

    private Demo() {}

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        List<String> options = List.of(words);
        for (String option : options) {
            if (!List.of("--keep", "--no-install", "--remove").contains(option)) {
                System.err.println("demo: there is no option " + option + "; it takes --keep, --no-install and --remove");
                System.exit(USAGE);
            }
        }
        if (options.contains("--remove")) {
            remove();
            return;
        }
        System.exit(tell(options.contains("--keep"), !options.contains("--no-install")));
    }

    /** Ends a demo that was kept. */
    private static void remove() {
        if (isRoot()) {
            Lab.remove("demo");
        } else {
            LoopbackLab.remove("demo", List.of("n1", "n2"));
        }
        System.out.println("demo: nothing is left of it");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int tell(boolean keep, boolean install) {
        Path home = Path.of(System.getProperty("systole.home"));
        var narrator = new Narrator(System.out);
        try {
            if (isRoot()) {
                new NamespaceStory(narrator, home, keep, install).tell();
            } else {
                System.out.println("You are not root, so nodes cannot be namespaces: this is the same story with two daemons on loopback"
                        + " and the Dummy agent in place of website and database.");
                new LoopbackStory(narrator, home, keep).tell();
            }
            System.out.println();
            System.out.println("demo: everything came out as it should");
            return 0;
        } catch (RuntimeException failed) {
            System.out.flush();
            System.err.println();
            System.err.println("demo: step " + narrator.step() + " failed (" + narrator.title() + "): " + failed.getMessage());
            return Math.max(1, narrator.step());
        }
    }
}
