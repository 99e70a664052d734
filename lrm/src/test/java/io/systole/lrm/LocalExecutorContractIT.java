package io.systole.lrm;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.contract.ResourceExecutorContract;
import io.systole.core.spi.ResourceExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real executor keeps the contract, with an agent that follows the orders of the test. */
@Timeout(120)
class LocalExecutorContractIT extends ResourceExecutorContract {
    private static final String AGENT = """
            #!/bin/sh
            [ "$1" = meta-data ] && exit 3
            me=@marks@/$OCF_RESOURCE_INSTANCE
            echo $$ >>"@marks@/pids"
            echo "$OCF_RESOURCE_INSTANCE $1 begins" >>"@marks@/journal"
            [ -f "$me.$1.lasts" ] && sleep "$(cat "$me.$1.lasts")"
            echo "$OCF_RESOURCE_INSTANCE $1 ends" >>"@marks@/journal"
            [ -f "$me.$1.exit" ] && exit "$(cat "$me.$1.exit")"
            exit 0
            """;

    @TempDir
    Path directory;

    private AgentYard yard;
    private LocalExecutor executor;


    private AgentYard yard() throws IOException {
        if (yard == null) {
            yard = new AgentYard(directory);
            yard.installOcf("obedient", AGENT.replace("@marks@", yard.marks().toString()), "rwxr-xr-x");
        }
        return yard;
    }

    /** An executor leaves running agents alone, so the test must not. */
    @AfterEach
    void closeExecutorAndEndAgents() throws IOException {
        executor.close();
        if (Files.exists(yard.marks().resolve("pids"))) {
            Files.readAllLines(yard.marks().resolve("pids")).stream()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .filter(agent -> agent.info().commandLine().orElse("").contains("obedient"))
                    .forEach(agent -> {
                        agent.descendants().forEach(ProcessHandle::destroyForcibly);
                        agent.destroyForcibly();
                    });
        }
    }

    @Override
    protected ResourceExecutor executor() {
        try {
            executor = new LocalExecutor(yard().settings(), yard().catalog(), Clock.systemUTC());
            return executor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected AgentId agent() {
        return new AgentId("ocf", "test", "obedient");
    }

    @Override
    protected void answer(ResourceId resource, String operation, int exitCode) {
        write(resource + "." + operation + ".exit", Integer.toString(exitCode));
    }

    @Override
    protected void prolong(ResourceId resource, String operation, Duration duration) {
        write(resource + "." + operation + ".lasts", Double.toString(duration.toMillis() / 1000.0));
    }

    private void write(String name, String text) {
        try {
            Path draft = Files.writeString(directory.resolve("draft"), text);
            Files.move(draft, yard.marks().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<String> journal() {
        return yard.journal();
    }

    @Override
    protected void await(String description, BooleanSupplier condition) {
        AgentYard.waitUntil(description, condition);
    }
}
