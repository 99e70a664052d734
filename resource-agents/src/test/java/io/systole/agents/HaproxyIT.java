package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.Yard.Ran;
import io.systole.agents.Yard.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:haproxy} with a real HAProxy. */
class HaproxyIT {
    private Yard yard;
    private Path config;
    private Resource balancer;

    @BeforeEach
    void open() {
        yard = Yard.open("haproxy", "socat", "curl");
        config = yard.file("haproxy.cfg", """
            global
                stats socket %1$s/stats.sock mode 600 level admin
            defaults
                mode http
                timeout connect 1s
                timeout client 5s
                timeout server 5s
            frontend web
                bind 127.0.0.1:8090
                default_backend site
            backend site
                server s1 127.0.0.1:8099
            listen answer
                bind 127.0.0.1:8099
                http-request return status 200 content-type text/plain string "one"
            """.formatted(yard.directory()));
        balancer = yard.resource("haproxy", Map.of("config", config.toString()));
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    @Test
    void balancesAndStops() {
        List<Integer> codes = balancer.codes("validate-all", "stop", "monitor", "start", "monitor", "start", "monitor", "reload-agent");
        String page = yard.sh("curl -s http://127.0.0.1:8090/").output();
        String pair = yard.sh("pgrep -cx haproxy").output().strip();
        List<Integer> ending = balancer.codes("stop", "monitor", "stop");

        assertEquals(List.of(0, 0, 7, 0, 0, 0, 0, 0), codes);
        assertEquals("one", page);
        assertEquals("2", pair);
        assertEquals(List.of(0, 7, 0), ending);
    }

    @Test
    void aBrokenConfigurationIsNotStarted() {
        yard.sh("echo 'nonsense here' >> " + config);

        Ran started = balancer.run("start");

        assertEquals(2, started.code(), started.output());
        assertTrue(started.reason().startsWith("configuration test failed: ") && started.reason().contains("haproxy.cfg:16"),
            started.reason());
        assertEquals(List.of(7, 0), balancer.codes("monitor", "stop"));
    }

    @Test
    void aBrokenConfigurationIsReportedWithItsLineAndTheOldOneStays() {
        balancer.run("start");
        yard.sh("echo 'nonsense here' >> " + config);

        Ran reloaded = balancer.run("reload");

        assertEquals(2, reloaded.code());
        assertTrue(reloaded.reason().contains("haproxy.cfg:16") && reloaded.reason().contains("nonsense"), reloaded.reason());
        assertEquals(List.of(0, 0, 7), balancer.codes("monitor", "stop", "monitor"));
    }

    @Test
    void noRequestIsLostOnReloadAndTheNewConfigurationHolds() {
        balancer.run("start");
        yard.sh("i=0; while [ $i -lt 300 ]; do curl -sf http://127.0.0.1:8090/ > /dev/null || echo lost; i=$((i + 1)); done > "
            + yard.directory() + "/lost 2>&1 &");
        yard.sh("sed -i 's/\"one\"/\"two\"/' " + config);

        Ran reloaded = balancer.run("reload");

        assertEquals(0, reloaded.code(), reloaded.output());
        assertEquals("two", yard.sh("curl -s http://127.0.0.1:8090/").output());
        assertEquals("", yard.sh("while pgrep -x curl > /dev/null; do sleep 0.2; done; cat " + yard.directory() + "/lost").output());
        assertEquals(0, balancer.run("stop").code());
    }

    @Test
    void aSecondResourceWithTheSameConfigurationDoesNotMakeASecondPair() {
        balancer.run("start");

        Ran second = balancer.run("start", Map.of("OCF_RESOURCE_INSTANCE", "second"));

        assertEquals(1, second.code());
        assertTrue(second.reason().startsWith("HAProxy runs with " + config + " already (process "), second.reason());
        assertEquals("2", yard.sh("pgrep -cx haproxy").output().strip());
    }

    @Test
    void noServerLeftIsDegradedAndNotFailedUnlessAsked() {
        balancer.run("start");
        yard.sh("echo 'disable server site/s1' | socat STDIO UNIX-CONNECT:" + yard.directory() + "/stats.sock");

        Ran degraded = balancer.run("monitor");
        int failed = balancer.run("monitor", Map.of("OCF_RESKEY_all_backends_down", "failed")).code();
        int ignored = balancer.run("monitor", Map.of("OCF_RESKEY_all_backends_down", "ignore")).code();

        assertEquals("no server is up in backend site", degraded.reason());
        assertEquals(List.of(190, 1, 0), List.of(degraded.code(), failed, ignored));
    }

    @Test
    void aWorkerThatHangsFailsTheMonitorAndIsStoppedWithinTheTimeout() {
        balancer.run("start");
        yard.sh("kill -s STOP $(pgrep -nx haproxy)");

        Ran monitored = balancer.run("monitor");
        Ran stopped = balancer.run("stop", Map.of("OCF_RESKEY_CRM_meta_timeout", "6000"));

        assertEquals(1, monitored.code(), monitored.output());
        assertTrue(monitored.reason().endsWith("the worker does not answer within 2 s on " + yard.directory()
            + "/stats.sock; does it hang, or did somebody remove the socket?"), monitored.reason());
        assertEquals(0, stopped.code(), stopped.output());
        // One that has ended and is not buried yet (state Z) is none.
        assertEquals(1, yard.sh("pgrep -r DRST -x haproxy").code());
    }

    @Test
    void withoutAStatisticsSocketTheMasterIsAskedForItsServers() {
        yard.sh("sed -i '/stats socket/d; /server s1/s/8099/8098 check inter 100/' " + config);
        balancer.run("start");

        Ran degraded = balancer.run("monitor");
        for (int look = 0; look < 100 && degraded.code() == 0; look++) {
            degraded = balancer.run("monitor");
        }

        assertEquals("no server is up in backend site", degraded.reason());
        assertEquals(190, degraded.code());
    }

    @Test
    void aReloadBySomebodyElseThatFailsIsDegradedUntilAGoodOne() {
        balancer.run("start");
        yard.sh("cp " + config + " " + config + ".good; echo 'nonsense here' >> " + config);
        yard.sh("p=$(pgrep -ox haproxy); kill -s USR2 $p;"
            + " until tr '\\0' '\\n' < /proc/$p/environ | grep -q WAIT_ONLY; do sleep 0.05; done");

        Ran degraded = balancer.run("monitor");
        for (int look = 0; look < 100 && degraded.code() != 190; look++) {
            degraded = balancer.run("monitor");
        }
        String page = yard.sh("curl -s http://127.0.0.1:8090/; cp " + config + ".good " + config).output();

        assertEquals("the last reload failed, the configuration from before is in force: test it with haproxy -c -f " + config
            + " and reload again", degraded.reason());
        assertEquals("one", page);
        assertEquals(List.of(0, 0), balancer.codes("reload", "monitor"));
    }

    @Test
    void aDownloadGoesOnDuringAReload() {
        Path slow = yard.file("slow.sh", """
            printf 'HTTP/1.0 200 OK\\r\\n\\r\\nbegin '
            until [ -e %s/reloaded ]; do sleep 0.05; done
            echo end
            """.formatted(yard.directory()));
        yard.sh("sed -i '/server s1/s/8099/8098/' " + config + ";"
            + " socat TCP-LISTEN:8098,bind=127.0.0.1 SYSTEM:'sh " + slow + "' > /dev/null 2>&1 &"
            + " until grep -q ':1FA2 00000000:0000 0A' /proc/net/tcp; do sleep 0.05; done");
        balancer.run("start");
        yard.sh("curl -sN http://127.0.0.1:8090/ > %1$s/download & until grep -q begin %1$s/download; do sleep 0.05; done"
            .formatted(yard.directory()));

        Ran reloaded = balancer.run("reload");
        String download = yard.sh("touch %1$s/reloaded; while pgrep -x curl; do sleep 0.05; done > /dev/null; cat %1$s/download"
            .formatted(yard.directory())).output();

        assertEquals(0, reloaded.code(), reloaded.output());
        assertEquals("begin end\n", download);
    }

    @Test
    void aKilledPairIsNotRunningAndStartsAgain() {
        balancer.run("start");
        yard.sh("kill -s KILL $(pgrep -x haproxy); while pgrep -x haproxy; do sleep 0.1; done");

        List<Integer> codes = balancer.codes("monitor", "start", "monitor", "stop");

        assertEquals(List.of(7, 0, 0, 0), codes);
    }

    @Test
    void saysThatThePortIsTaken() {
        yard.sh("socat TCP-LISTEN:8090,bind=127.0.0.1,fork STDIO > /dev/null 2>&1 < /dev/null &"
            + " until curl -so /dev/null telnet://127.0.0.1:8090 -m 1 < /dev/null; do sleep 0.1; done");

        Ran started = balancer.run("start");

        assertEquals(1, started.code(), started.output());
        assertTrue(started.reason().contains("cannot bind socket"), started.reason());
        assertTrue(started.reason().contains("; port 8090 is held by socat("), started.reason());
        assertEquals(List.of(7, 0), balancer.codes("monitor", "stop"));
    }
}
