package io.systole.shell.command;

import io.systole.core.option.TimeSpan;
import io.systole.shell.format.StatusPage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the output of {@code crm_mon} goes, how often it is made anew, and which program hears of operations. */
public final class MonitorOptions {
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

    private Duration interval = USUAL_INTERVAL;
    private String file = "-";
    private boolean daemon;
    private String pidFile = "";
    private String program = "";
    private String recipient = "";
    private boolean watchFencing;
    private String title = "";
    private String stylesheet = "";
    private boolean cgi;

    void interval(String text) {
        OptionalLong millis = TimeSpan.interval(text);
        if (millis.isEmpty()) {
            throw new UsageException("\"" + text + "\" is no time; write for example 5s, 500ms or PT1M");
        }
        interval = millis.getAsLong() == 0 ? USUAL_INTERVAL : Duration.ofMillis(millis.getAsLong());
    }

    void file(String name) {
        file = given(name, "a file name, or - for standard output");
    }

    void daemonize() {
        daemon = true;
    }

    void pidFile(String name) {
        pidFile = given(name, "the name of the file for the process id");
    }

    void program(String name) {
        program = given(name, "the program to run");
    }

    void recipient(String name) {
        recipient = name;
    }

    void watchFencing() {
        watchFencing = true;
    }

    void title(String text) {
        title = text;
    }

    void stylesheet(String address) {
        stylesheet = address;
    }

    void cgi() {
        cgi = true;
    }

    private static String given(String value, String what) {
        if (value.isEmpty()) {
            throw new UsageException(what + " is missing");
        }
        return value;
    }

    /** Refuses what would have no effect. */
    void check(StatusArguments.Format format, boolean once) {
        if (daemon && once) {
            throw new UsageException("--daemonize stays in the background and --one-shot ends: only one of them is possible");
        }
        if (daemon && !toFile() && program.isEmpty()) {
            throw new UsageException("a --daemonize without --output-to=FILE or --external-agent=PROGRAM would do nothing");
        }
        if (!pidFile.isEmpty() && !daemon) {
            throw new UsageException("--pid-file is for --daemonize");
        }
        if ((!recipient.isEmpty() || watchFencing) && program.isEmpty()) {
            throw new UsageException((watchFencing ? "--watch-fencing" : "--external-recipient") + " is for --external-agent=PROGRAM");
        }
        if (format != StatusArguments.Format.HTML && (!title.isEmpty() || !stylesheet.isEmpty())) {
            throw new UsageException((title.isEmpty() ? "--html-stylesheet" : "--html-title") + " is for --output-as=html");
        }
    }

    /** The page that HTML is written as. */
    StatusPage page(boolean refreshed) {
        return new StatusPage(title.isEmpty() ? "Cluster Status" : title, stylesheet,
                refreshed ? Math.max(1, interval.toSeconds()) : 0, cgi);
    }

    /** The longest time between two outputs. */
    public Duration interval() {
        return interval;
    }

    /** True if the output goes into a file. */
    public boolean toFile() {
        return !file.equals("-");
    }

    /** The file of the output; {@code -} for standard output. */
    public String file() {
        return file;
    }

    /** True if it is to run in the background. */
    public boolean daemon() {
        return daemon;
    }

    /** Where the number of the process is to stand. */
    public Optional<String> pidFile() {
        return Optional.of(pidFile).filter(name -> !name.isEmpty());
    }

    /** The program that hears of operations. */
    public Optional<String> program() {
        return Optional.of(program).filter(name -> !name.isEmpty());
    }

    /** Whom that program is to tell. */
    public String recipient() {
        return recipient;
    }

    /** Whether it hears of fencing too. */
    public boolean fencing() {
        return watchFencing;
    }
}
