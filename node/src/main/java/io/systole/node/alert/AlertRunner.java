package io.systole.node.alert;

import io.systole.core.alert.AlertCall;
import io.systole.lrm.process.ProcessEnd;
import java.util.concurrent.CompletableFuture;

/** Runs one alert program and waits for its end. */
@FunctionalInterface
interface AlertRunner {
    /**
     * Blocks until the end; for a virtual thread.
     *
     * @param cancellation completed by whoever does not wait any longer: ends the program
     */
    ProcessEnd run(AlertCall call, CompletableFuture<Void> cancellation) throws InterruptedException;
}
