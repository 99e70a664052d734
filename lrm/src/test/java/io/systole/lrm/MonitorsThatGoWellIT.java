package io.systole.lrm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of a monitor that goes well again and again nothing is worked out anew; it must not miss what has changed meanwhile. */
@Timeout(120)
class MonitorsThatGoWellIT extends RestartedExecutor {
    private static final String KEY = "web_monitor_20";

    private void install(String secret) throws IOException {
        String script = """
            #!/bin/sh
            if [ "$1" = meta-data ]; then
                echo '<resource-agent name="light"><parameters>%s</parameters><actions/></resource-agent>'
                exit 0
            fi
            echo "$1" >>"$OCF_RESKEY_dir/asked"
            [ ! -e "$OCF_RESKEY_dir/broken" ]
            """.formatted(secret);
        // In one step, since the former one may be at work.
        Path made = yard.installOcf("new", script, "rwxr-xr-x");
        Files.move(made, made.resolveSibling("light"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void monitor() {
        executor.execute(yard.request(new AgentId("ocf", "test", "light"), "web", "monitor", Duration.ofMillis(20), "token", "abcd"));
        ear.await(KEY);
        awaitMore();
    }

    private void awaitMore() {
        long before = asked();
        AgentYard.waitUntil("it has run some more times", () -> asked() > before + 2);
    }

    private long asked() {
        try {
            return Files.size(yard.marks().resolve("asked"));
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void anAgentThatIsTakenAwayIsToldAsSuchAndRunAgainWhenItIsBack() throws IOException {
        install("");
        monitor();

        Path agent = directory.resolve("ocf/resource.d/test/light");
        Files.delete(agent);
        OperationResult gone = ear.await(KEY, 2);
        install("");
        OperationResult back = ear.await(KEY, 3);

        assertEquals(ExecutionStatus.NOT_INSTALLED, gone.status());
        assertTrue(gone.exitReason().startsWith("agent ocf:test:light is not installed on this node"), gone.exitReason());
        assertEquals(0, back.exitCode());
    }

    @Test
    void aFailureHasTheDigestsOfTheAgentAsItIsByThen() throws IOException {
        install("");
        monitor();
        assertEquals("", ear.of(KEY).getFirst().digests().getOrDefault("op-secure-params", ""));

        install("<parameter name=\"token\" unique=\"0\"><content type=\"string\"/></parameter>"
                + "<parameter name=\"key\" private=\"1\"><content type=\"string\"/></parameter>");
        awaitMore();
        Files.createFile(yard.marks().resolve("broken"));
        OperationResult failed = ear.await(KEY, 2);

        assertEquals(1, failed.exitCode());
        assertEquals("  key  ", failed.digests().get("op-secure-params"));
    }

    @Test
    void anOrderThatReplacesItIsRunWithItsOwnParameters() throws IOException {
        install("");
        monitor();
        Path other = Files.createDirectory(yard.marks().resolve("other"));

        var light = new AgentId("ocf", "test", "light");
        executor.execute(yard.request(light, "web", "monitor", Duration.ofMillis(20), "dir", other.toString()));

        AgentYard.waitUntil("it runs with the new parameter", () -> Files.exists(other.resolve("asked")));
    }
}
