package io.systole.shell.trial;

import java.util.function.Consumer;

/** One line for each check, and how many went wrong. */
public final class TrialReport {
    private static final String INDENT = "         ";

    private final Consumer<String> lines;
    private int passed;
    private int warnings;
    private int failures;

    /** Hands each line over as soon as it is known. */
    public TrialReport(Consumer<String> lines) {
        this.lines = lines;
    }

    void ok(String check) {
        passed++;
        line("ok", check);
    }

    void skipped(String check, String why) {
        line("skipped", check + ": " + why);
    }

    void warning(String check, String what, String mend) {
        warnings++;
        line("WARNING", check + ": " + what + "; " + mend);
    }

    void failed(String check, String what, String mend) {
        failures++;
        line("FAILED", check + ": " + what + "; " + mend);
    }

    /** What is going on, while it takes long. */
    void remark(String text) {
        lines.accept(INDENT + text);
    }

    private void line(String grade, String text) {
        lines.accept(String.format("%-9s", grade) + text.replace('\n', ' '));
    }

    /** False if a check has failed. */
    public boolean passed() {
        return failures == 0;
    }

    int failures() {
        return failures;
    }

    int warnings() {
        return warnings;
    }

    /** The last line: the verdict and its numbers. */
    public String summary(String agent) {
        return agent + (passed() ? " passed: " : " FAILED: ") + passed + " ok, " + count(warnings, "warning") + ", " + failures + " failed";
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
