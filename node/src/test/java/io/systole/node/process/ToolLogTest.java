package io.systole.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.ClassicEnvUtil;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ToolLogTest {
    @Test
    void logbackFindsIt() {
        assertEquals(ToolLog.class, ClassicEnvUtil.loadFromServiceLoader(Configurator.class, getClass().getClassLoader())
                .getFirst().getClass());
    }

    @Test
    void warningsGoToStandardErrorAndNothingElseIsSaid() {
        PrintStream before = System.err;
        var said = new ByteArrayOutputStream();
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            new ToolLog().configure(context);
            context.getLogger("io.systole.Something").info("not worth saying");
            context.getLogger("org.freedesktop.dbus.Connection").error("with a trace");
            context.getLogger("io.systole.Something").warn("the disk is full");
        } finally {
            System.setErr(before);
            context.stop();
        }
        assertEquals("WARN Something: the disk is full\n", said.toString(StandardCharsets.UTF_8));
    }
}
