package io.systole.lrm.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JobBoardTest {
    private final JobBoard board = new JobBoard();

    private CompletableFuture<String> queue(String job) {
        board.ask();
        return board.named(Optional.of(job));
    }

    @Test
    void whoWaitsHearsTheResultOfHisJobOnly() {
        CompletableFuture<String> first = queue("/job/1");
        CompletableFuture<String> second = queue("/job/2");

        board.ended("/job/2", "failed");

        assertFalse(first.isDone());
        assertEquals("failed", second.join());
    }

    @Test
    void anEndThatIsHeardBeforeTheNameOfTheJobIsNotLost() {
        board.ask();
        board.ended("/job/1", "done");

        assertEquals("done", board.named(Optional.of("/job/1")).join());
    }

    @Test
    void twoMayWaitForOneJob() {
        board.ask();
        CompletableFuture<String> first = queue("/job/1");
        board.ended("/job/1", "done");

        assertEquals("done", first.join());
        assertEquals("done", board.named(Optional.of("/job/1")).join());
    }

    @Test
    void endsAreForgottenWhenNobodyAsks() {
        board.ask();
        board.ended("/job/1", "done");
        board.named(Optional.empty());

        assertFalse(queue("/job/1").isDone());
    }

    @Test
    void aDisturbanceIsNoResultAndComesAgain() {
        CompletableFuture<String> job = queue("/job/1");
        CompletableFuture<Void> disturbance = board.disturbance();

        board.disturbed();

        assertTrue(disturbance.isDone());
        assertFalse(job.isDone());
        assertFalse(board.disturbance().isDone());
    }
}
