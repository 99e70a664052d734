package io.systole.node.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Where the daemon's log goes: standard error, and {@code systoled.log}, kept below 6 times 10 MB. */
public final class DaemonLog {
    private static final String LINE = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level %logger{0}: %msg%n%ex";

    private DaemonLog() {}

    /** Does this without logging what it says on this thread. */
    public static void silently(Runnable noisy) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Thread noise = Thread.currentThread();
        context.addTurboFilter(new TurboFilter() {
            @Override
            public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] values, Throwable thrown) {
                return Thread.currentThread() == noise ? FilterReply.DENY : FilterReply.NEUTRAL;
            }
        });
        try {
            noisy.run();
        } finally {
            context.resetTurboFilterList();
        }
    }

    /** Begins to log this level and above; the libraries below us only from warnings on. */
    public static void begin(Path directory, String level) {
        begin(directory, "systoled.log", level);
    }

    /** The same into a file of this name. */
    public static void begin(Path directory, String name, String level) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(standardError(LINE, context));
        root.addAppender(file(directory.resolve(name), context));
        context.getLogger("io.systole").setLevel(Level.toLevel(level));
        silenceTraces(context);
        context.getLogger("systole").setLevel(Level.toLevel(level));
    }

    /** What this library meets comes to us as an exception, which we tell in our own words; it would print traces. */
    static void silenceTraces(LoggerContext context) {
        context.getLogger("org.freedesktop.dbus").setLevel(Level.OFF);
    }

    /** Writes to standard error in this form. */
    static ConsoleAppender<ILoggingEvent> standardError(String line, LoggerContext context) {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setTarget("System.err");
        return started(console, line, context);
    }

    private static RollingFileAppender<ILoggingEvent> file(Path log, LoggerContext context) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setFile(log.toString());
        var window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(log + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(5);
        window.start();
        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf("10MB"));
        trigger.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(trigger);
        started(appender, LINE, context);
        return appender;
    }

    private static <A extends OutputStreamAppender<ILoggingEvent>> A started(A appender, String line, LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(line);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
