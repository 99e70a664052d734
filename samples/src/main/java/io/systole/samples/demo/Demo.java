package io.systole.samples.demo;

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
            if (!List.of("--keep", "--no-install").contains(option)) {
                System.err.println("demo: there is no option " + option + "; it takes --keep and --no-install");
                System.exit(USAGE);
            }
        }
        System.exit(tell(options.contains("--keep"), !options.contains("--no-install")));
    }

    private static int tell(boolean keep, boolean install) {
        Path home = Path.of(System.getProperty("systole.home"));
        var narrator = new Narrator(System.out);
        boolean root = "root".equals(System.getProperty("user.name"));
        try {
            if (root) {
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
