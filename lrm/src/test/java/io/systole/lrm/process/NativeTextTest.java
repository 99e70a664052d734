package io.systole.lrm.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NativeTextTest {
    private static Command command(String value) {
        return new Command(Path.of("/bin/true"), List.of("start"), new TreeMap<>(Map.of("OCF_RESKEY_directory", value)), "");
    }

    @Test
    void refusesWhatTheLocaleWouldTurnIntoQuestionMarks() {
        Optional<ProcessEnd.NotStarted> refusal = new NativeText(StandardCharsets.US_ASCII).refuse(command("/srv/Büro"));

        assertEquals("the value of OCF_RESKEY_directory has characters that the locale of the daemon (US-ASCII) does not know; "
                + "start the daemon with LC_ALL=C.UTF-8", refusal.orElseThrow().reason());
    }

    @Test
    void passesWhatTheLocaleKnows() {
        assertEquals(Optional.empty(), new NativeText(StandardCharsets.US_ASCII).refuse(command("/srv/web")));
        assertEquals(Optional.empty(), new NativeText(StandardCharsets.UTF_8).refuse(command("/srv/Büro")));
    }
}
