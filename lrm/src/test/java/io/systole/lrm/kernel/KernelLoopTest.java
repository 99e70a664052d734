package io.systole.lrm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KernelLoopTest {
    private final KernelLoop loop = KernelLoop.ofThisProcess();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void theEndOfAProcessIsTold() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        loop.onEnd(process.pid(), () -> heard.add("it ended"));

        process.getOutputStream().close();

        assertEquals("it ended", heard.take());
    }

    @Test
    void aProcessThatDoesNotExistCannotBeWatched() {
        assertThrows(IOException.class, () -> loop.onEnd(Integer.MAX_VALUE, () -> heard.add("it ended")));
    }

    @Test
    void whatCanBeReadIsToldOnceAndOnceMoreWhenAsked() throws Exception {
        int bell = Descriptors.bell();
        loop.hear(bell, () -> heard.add("ring"));

        Descriptors.ring(bell);
        assertEquals("ring", heard.take());
        Descriptors.ring(bell);
        loop.execute(() -> heard.add("quiet"));
        assertEquals("quiet", heard.take());
        loop.hearAgain(bell);

        assertEquals("ring", heard.take());
        loop.ignore(bell);
        Descriptors.close(bell);
    }

    @Test
    void whatIsIgnoredIsNotTold() throws Exception {
        int bell = Descriptors.bell();
        loop.hear(bell, () -> heard.add("ring"));

        loop.ignore(bell);
        Descriptors.ring(bell);
        loop.alarm(() -> heard.add("quiet"), Duration.ZERO);

        assertEquals("quiet", heard.take());
        Descriptors.close(bell);
    }

    @Test
    void aFaultInOnePieceOfWorkDoesNotEndTheOthers() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("a fault that a test makes");
        });
        loop.execute(() -> heard.add("done"));

        assertEquals("done", heard.take());
    }

    @Test
    void anAlarmRingsAtItsTimeAlthoughALaterOneWasSetBefore() throws Exception {
        Runnable later = () -> heard.add("later");
        loop.alarm(later, Duration.ofHours(1));
        loop.alarm(() -> heard.add("now"), Duration.ofMillis(1));

        assertEquals("now", heard.take());
        loop.noAlarm(later);
        assertFalse(heard.contains("later"));
    }
}
