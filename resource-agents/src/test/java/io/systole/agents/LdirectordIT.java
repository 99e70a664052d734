package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.Yard.Ran;
import io.systole.agents.Yard.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code ocf:systole:ldirectord} with Debian's ldirectord. A stand-in takes the place of {@code ipvsadm}, in the yard only: it
 * keeps a table in a file and notes what it was told, so that kernels without IPVS can run the test.
 */
class LdirectordIT {
    private Yard yard;
    private Path config;
    private Resource director;

    @BeforeEach
    void open() {
        yard = Yard.open("ldirectord", "ipvsadm");
        config = yard.file("director.cf", """
            checktimeout=1
            checkinterval=1
            quiescent=no
            virtual=10.9.0.80:80
                real=10.9.0.2:80 masq
                service=http
                checktype=connect
                scheduler=rr
                protocol=tcp
            """);
        director = yard.resource("ldirectord", Map.of("configfile", config.toString()));
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    @Test
    void runsAndRebuildsTheTableAtEachStart() {
        VirtualServers.standIn(yard);
        listen("10.9.0.2");

        List<Integer> codes = director.codes("validate-all", "stop", "monitor", "start");
        awaitMonitor(0);
        List<Integer> again = director.codes("start", "monitor", "reload");
        List<Integer> ending = director.codes("stop", "monitor", "stop");

        assertEquals(List.of(0, 0, 7, 0), codes);
        assertEquals(List.of(0, 0, 0), again);
        assertEquals(List.of(0, 7, 0), ending);
        Ran told = yard.sh("cat " + yard.directory() + "/told");
        assertTrue(told.output().contains("-A -t 10.9.0.80:80 -s rr"), told.output());
    }

    @Test
    void refusesABrokenConfigurationWithItsLine() {
        VirtualServers.standIn(yard);
        yard.sh("echo 'nonsense=1' >> " + config);

        Ran started = director.run("start");

        assertEquals(2, started.code());
        assertTrue(started.reason().startsWith("configuration is wrong: " + config + " at line 10: Unknown command nonsense"),
            started.reason());
    }

    @Test
    void aMistakeInTheFileDoesNotFailTheRunningDirector() {
        VirtualServers.standIn(yard);
        listen("10.9.0.2");
        director.run("start");
        awaitMonitor(0);
        yard.sh("echo 'nonsense=1' >> " + config);

        List<Integer> codes = director.codes("monitor", "reload", "monitor", "stop", "monitor");

        assertEquals(List.of(0, 2, 0, 0, 7), codes);
    }

    @Test
    void aKilledDirectorIsNotRunningAndStartsAgain() {
        VirtualServers.standIn(yard);
        listen("10.9.0.2");
        director.run("start");
        yard.kill("/run/ldirectord.director.cf.pid");

        List<Integer> codes = director.codes("monitor", "start");
        awaitMonitor(0);

        assertEquals(List.of(7, 0), codes);
        assertEquals(0, director.run("stop").code());
    }

    /** Otherwise the node would go on balancing, and send to and fro with the next director whose real server it is. */
    @Test
    void aStopClearsWhatAKilledDirectorHasLeftInTheKernelAndNothingElse() {
        VirtualServers.standIn(yard);
        listen("10.9.0.2");
        yard.sh("printf '%s\\n' 'virtual=10.9.0.81:80' '    cleanstop=no' '    service=none' '    checktype=on' '    protocol=tcp' >> "
            + config);
        yard.sh("echo '10.9.0.99:80 rr' > " + yard.directory() + "/table");
        director.run("start");
        awaitMonitor(0);
        yard.kill("/run/ldirectord.director.cf.pid");

        Ran stopped = director.run("stop");

        assertEquals(0, stopped.code(), stopped.output());
        assertEquals("10.9.0.99:80 rr\n10.9.0.81:80 rr\n", yard.sh("cat " + yard.directory() + "/table").output());
    }

    @Test
    void saysThatTheKernelHasNoVirtualServers() {
        VirtualServers.standIn(yard, "echo \"Can't initialize ipvs: Protocol not available\" >&2; exit 2");

        Ran started = director.run("start");

        assertEquals(5, started.code());
        assertEquals("the kernel of this node has no IPVS, or it is not permitted: Can't initialize ipvs: Protocol not available; "
            + "load the module ip_vs", started.reason());
        assertEquals(List.of(7, 0), director.codes("monitor", "stop"));
    }

    @Test
    void realServersThatAreDownAreToldAndWhoAnswersInstead() {
        VirtualServers.standIn(yard);
        yard.sh("sed -i 's/real=.*/real=10.9.0.2->10.9.0.3:80 masq\\n    fallback=127.0.0.1:8088/' " + config
            + "; ip -n peer addr add 10.9.0.3/24 dev eth1");
        listen("10.9.0.2");
        listen("10.9.0.3");
        director.run("start", told());
        Ran well = awaitMonitor(0);
        stopListening("10.9.0.3");
        Ran oneDown = awaitMonitor(190);
        stopListening("10.9.0.2");
        yard.sh("until grep -q 8088 " + yard.directory() + "/table; do sleep 0.05; done");
        Ran allDown = awaitMonitor(1, "all_down", "failed");
        Ran degraded = director.run("monitor", told());
        Ran ignored = director.run("monitor", told("some_down", "ignore", "all_down", "ignore"));

        assertEquals(0, well.code(), well.output());
        assertEquals("real servers are down: 10.9.0.3:80 of 10.9.0.80:80", oneDown.reason());
        assertEquals("no real server is up for 10.9.0.80:80 (127.0.0.1:8088 answers instead)", allDown.reason());
        assertEquals(List.of(190, 0), List.of(degraded.code(), ignored.code()));
        assertEquals(0, director.run("stop", told()).code());
        String attributes = yard.sh("cat " + yard.directory() + "/attributes").output();
        assertTrue(attributes.matches("(?s).*-U 2 of 2 up -d 0s\n.*-U 1 of 2 up, down: 10.9.0.3:80 of 10.9.0.80:80 -d 0s\n.*-U 0 of 2 up, "
            + "down: 10.9.0.2:80 of 10.9.0.80:80, 10.9.0.3:80 of 10.9.0.80:80 -d 0s\n-n test-ldirectord-real-servers -D\n"), attributes);
    }

    @Test
    void aQuiescentServerIsDownAndAnEmptiedTableIsToldAndMendedByARestart() {
        VirtualServers.standIn(yard);
        yard.sh("sed -i 's/quiescent=no/quiescent=yes/' " + config);
        director.run("start", told());
        yard.sh("until grep -q '10.9.0.2:80 0' " + yard.directory() + "/table; do sleep 0.05; done");

        Ran quiescent = awaitMonitor(190);
        String table = yard.sh("cat " + yard.directory() + "/table").output();
        yard.sh(": > " + yard.directory() + "/table");
        Ran emptied = director.run("monitor", told());
        director.codes("stop", "start");
        Ran again = awaitMonitor(190);

        assertEquals("no real server is up for 10.9.0.80:80 (nobody answers)", quiescent.reason());
        assertTrue(table.contains("10.9.0.80:80 10.9.0.2:80 0"), table);
        assertEquals("the kernel's table has no service 10.9.0.80:80: reload if the configuration is new, restart if somebody emptied the "
            + "table", emptied.reason());
        assertEquals("no real server is up for 10.9.0.80:80 (nobody answers)", again.reason());
    }

    @Test
    void whatTheMonitorShallSayCanBeChangedWithoutARestartAndIsChecked() {
        VirtualServers.standIn(yard);
        listen("10.9.0.2");
        director.run("start", told());

        Ran wrong = director.run("validate-all", Map.of("OCF_RESKEY_all_down", "panic"));

        assertEquals("all_down=\"panic\" is wrong; choose degraded, failed or ignore", wrong.reason());
        assertEquals(List.of(6, 0, 0), List.of(wrong.code(), director.run("reload-agent").code(), director.run("stop", told()).code()));
    }

    /** Monitors until that code comes; ldirectord asks its servers every second. */
    private Ran awaitMonitor(int code, String... parameters) {
        Ran ran = director.run("monitor", told(parameters));
        for (int look = 0; look < 300 && ran.code() != code; look++) {
            ran = director.run("monitor", told(parameters));
        }
        assertEquals(code, ran.code(), ran.output());
        return ran;
    }

    /** An environment with a stand-in for the tool that sets attributes. */
    private Map<String, String> told(String... parameters) {
        Path tool = yard.file("attrd_updater", "#!/bin/sh\necho \"$*\" >> " + yard.directory() + "/attributes\n");
        yard.sh("chmod 755 " + tool);
        var environment = new TreeMap<>(Map.of("HA_SBIN_DIR", yard.directory().toString()));
        for (int i = 0; i < parameters.length; i += 2) {
            environment.put("OCF_RESKEY_" + parameters[i], parameters[i + 1]);
        }
        return environment;
    }

    private void listen(String address) {
        yard.sh("ip netns exec peer perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalAddr => \"" + address + ":80\","
            + " Listen => 9, ReuseAddr => 1); open F, \">" + yard.directory() + "/" + address + "\"; print F $$; close F;"
            + " while ($c = $s->accept) { close $c }' > /dev/null 2>&1 & until [ -s " + yard.directory() + "/" + address
            + " ]; do sleep 0.05; done");
    }

    private void stopListening(String address) {
        yard.kill(yard.directory() + "/" + address);
    }
}
