package io.systole.node;

import io.systole.agents.AgentCatalog;
import io.systole.core.cib.ResourceId;
import io.systole.lrm.LeftoverStop;
import io.systole.node.config.NodePaths;
import io.systole.node.config.NodeSettings;
import io.systole.node.process.DaemonLog;
import io.systole.node.process.ExitStatus;
import io.systole.node.process.Installation;
import io.systole.node.safety.Guard;
import io.systole.node.safety.SafetyNet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The guard as a process: {@code systoled --guard}, a small JVM that outlives the daemon. */
final class GuardProcess {
    private GuardProcess() {}

    /** How the daemon starts it: in a session of its own, so that nothing that ends the daemon ends the guard. */
    static List<String> command(NodePaths paths) {
        var command = new ArrayList<>(List.of("setsid", ProcessHandle.current().info().command().orElse("java"), "-Xms8m", "-Xmx48m",
                "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
        String home = System.getProperty("systole.home");
        if (home != null) {
            command.add("-Dsystole.home=" + home);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NodeDaemon.class.getName(), "--guard",
                "--etc", paths.etc().toString(), "--state", paths.state().toString(), "--run", paths.run().toString(),
                "--log", paths.log().toString()));
        return command;
    }

    static ExitStatus run(NodeSettings settings, NodePaths paths) {
        DaemonLog.begin(paths.log(), "guard.log", settings.logLevel());
        try {
            AgentCatalog catalog = AgentCatalog.ofInstallation(Installation.agents(), "");
            var leftovers = new LeftoverStop(LocalAgents.settings(settings, paths), catalog, Clock.systemUTC());
            Duration within = settings.safety().selfFencing().hardStop().dividedBy(2);
            Guard.run(paths.run(), within, new Guard.Hand() {
                @Override
                public List<ResourceId> end(Duration atMost) throws InterruptedException {
                    return leftovers.stop(atMost);
                }

                @Override
                public void reset(String reason) {
                    SafetyNet.resetMachine(settings.safety().reset());
                }
            });
            return ExitStatus.OK;
        } catch (IOException failed) {
            System.err.println("systoled --guard: " + failed.getMessage());
            return ExitStatus.IO;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return ExitStatus.OK;
        }
    }
}
