package io.systole.core.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("start", "status", "standby", "IPaddr");

    @Test
    void twoSwappedLettersAreOneMistake() {
        Optional<String> meant = Nearest.of("satrt", NAMES);

        assertEquals(Optional.of("start"), meant);
    }

    @Test
    void capitalLettersDoNotMatter() {
        Optional<String> meant = Nearest.of("ipadr", NAMES);

        assertEquals(Optional.of("IPaddr"), meant);
    }

    @Test
    void aWordThatIsFarFromAllGetsNoGuess() {
        String hint = Nearest.hint("filesystem", NAMES);

        assertEquals("", hint);
    }

    @Test
    void aHintNamesTheWord() {
        String hint = Nearest.hint("standbi", NAMES);

        assertEquals("; did you mean \"standby\"?", hint);
    }
}
