package io.systole.samples.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aTakeoverCountsFromTheEventAndItsSilenceFromTheLastAnswerBefore() {
        Answers answers = heard("100 90 n1\n200 190 n1\n5200 5100 n2\n5300 5290 n2\n");
        Answers.Recovery taken = answers.await("n2 answers", 1000, by -> !by.equals("n1"), PATIENCE);
        assertEquals(new Answers.Recovery(Duration.ofNanos(4200), Duration.ofNanos(5000), "n2"), taken);
    }

    @Test
    void anAnswerToAQuestionFromBeforeTheEventDoesNotCount() {
        Answers answers = heard("100 90 n1\n1100 990 n1\n1300 1250 n1\n");
        assertEquals(Duration.ofNanos(300), answers.await("it answers again", 1000, by -> true, PATIENCE).afterEvent());
    }

    @Test
    void linesThatAreNoAnswerAreNotCounted() {
        Answers answers = heard("[warning] something\n\n300 250 n2\n");
        assertEquals("n2", answers.await("it answers", 0, by -> true, PATIENCE).by());
    }

    private static Answers heard(String lines) {
        return new Answers(new ByteArrayInputStream(lines.getBytes(StandardCharsets.US_ASCII)));
    }
}
