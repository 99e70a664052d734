package io.systole.lrm;

import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An executor on a yard of agents, which a test may end and start anew as a daemon is. */
abstract class RestartedExecutor {
    @TempDir
    Path directory;

    AgentYard yard;
    Ear ear;
    LocalExecutor executor;

    @BeforeEach
    void startExecutor() throws IOException {
        yard = new AgentYard(directory);
        restart();
    }

    @AfterEach
    void closeExecutor() {
        executor.close();
    }

    void restart() throws IOException {
        if (executor != null) {
            executor.close();
        }
        ear = new Ear();
        executor = new LocalExecutor(yard.settings(), yard.catalog(), Clock.systemUTC());
        executor.start(ear);
    }

    OperationResult run(OperationRequest request) {
        int before = ear.of(request.key().toString()).size();
        executor.execute(request);
        return ear.await(request.key().toString(), before + 1);
    }
}
