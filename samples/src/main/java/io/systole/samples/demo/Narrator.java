package io.systole.samples.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the story: numbered steps with the time since the beginning, and what programs print, indented. */
final class Narrator {
    private final PrintStream out;
    private final long begin = System.nanoTime();
    private int step;
    private String title = "";

    Narrator(PrintStream out) {
        this.out = out;
    }

    /** The next step begins. */
    void step(String text) {
        step++;
        title = text;
        out.printf(Locale.ROOT, "%n[%5.1f s] step %d: %s%n", (System.nanoTime() - begin) / 1e9, step, text);
    }

    /** Something that happened in this step. */
    void say(String text) {
        text.strip().lines().forEach(line -> out.println("          " + line));
    }

    /** What a program prints, with the command that printed it. */
    void show(String command, String output) {
        out.println("          $ " + command);
        output.stripTrailing().lines().forEach(line -> out.println("            " + line));
    }

    /** The number of the step that is being told. */
    int step() {
        return step;
    }

    /** What the step that is being told is about. */
    String title() {
        return title;
    }

    /** A time for people. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }
}
