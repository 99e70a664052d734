package io.systole.lrm;

import io.systole.core.operation.OperationResult;
import io.systole.core.spi.ResourceExecutor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps the results that it hears, and notices if two come at the same moment. */
public final class Ear implements ResourceExecutor.Listener {
    private final List<OperationResult> results = new CopyOnWriteArrayList<>();
    private final AtomicInteger speakers = new AtomicInteger();
    private volatile boolean interrupted;

    @Override
    public void onResult(OperationResult result) {
        interrupted |= speakers.incrementAndGet() > 1;
        results.add(result);
        speakers.decrementAndGet();
    }

    public List<OperationResult> results() {
        return results;
    }

    public List<OperationResult> of(String key) {
        return results.stream().filter(result -> result.request().key().toString().equals(key)).toList();
    }

    /** The first result of this operation, for example {@code web_start_0}. */
    public OperationResult await(String key) {
        return await(key, 1);
    }

    /** The n-th result of this operation. */
    public OperationResult await(String key, int count) {
        AgentYard.waitUntil(key + " has given " + count + " results; heard " + results, () -> of(key).size() >= count);
        return of(key).get(count - 1);
    }

    public boolean wasInterrupted() {
        return interrupted;
    }
}
