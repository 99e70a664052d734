package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.contract.ResourceExecutorContract;
import io.systole.core.spi.ResourceExecutor;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The fake must not lie: it keeps the contract of the real executor. */
class ScriptedExecutorTest extends ResourceExecutorContract {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedExecutor scripted = new ScriptedExecutor(time);

    @Override
    protected ResourceExecutor executor() {
        return scripted;
    }

    @Override
    protected AgentId agent() {
        return new AgentId("ocf", "test", "scripted");
    }

    @Override
    protected void answer(ResourceId resource, String operation, int exitCode) {
        scripted.answer(resource, operation, exitCode);
    }

    @Override
    protected void prolong(ResourceId resource, String operation, Duration duration) {
        scripted.prolong(resource, operation, duration);
    }

    @Override
    protected List<String> journal() {
        return scripted.journal();
    }

    @Override
    protected void await(String description, BooleanSupplier condition) {
        Duration until = time.elapsed().plus(PATIENCE);
        boolean more = true;
        while (more && !condition.getAsBoolean()) {
            more = time.step(until);
        }
        assertTrue(condition.getAsBoolean(), description + "; journal " + scripted.journal());
    }
}
