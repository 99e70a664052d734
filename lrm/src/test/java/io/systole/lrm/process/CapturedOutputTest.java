package io.systole.lrm.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CapturedOutputTest {
    private final CapturedOutput output = new CapturedOutput();

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.add(bytes, bytes.length);
    }

    @Test
    void keepsAllThatIsShort() {
        add("one\n");
        add("two\n");

        assertEquals("one\ntwo\n", output.text());
    }

    @Test
    void keepsTheEndOfWhatIsLong() {
        for (int i = 0; i < 100; i++) {
            add("x".repeat(10_000));
        }
        add("ocf-exit-reason:disk full\n");

        assertTrue(output.text().endsWith("xocf-exit-reason:disk full\n"), "the reason is kept");
        assertTrue(output.text().startsWith("(" + (1_000_026 - CapturedOutput.LIMIT_BYTES) + " bytes before this were dropped)\nx"));
    }

    @Test
    void doesNotCutACharacterInTwo() {
        add("€".repeat(CapturedOutput.LIMIT_BYTES));

        String text = output.text();

        assertEquals('€', text.charAt(text.indexOf('\n') + 1));
    }
}
