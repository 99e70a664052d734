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

/**
 * {@code ocf:systole:ldirectord} with Debian's ldirectord. A stand-in takes the place of {@code ipvsadm}, in the yard only: it
 * prints an empty table and notes what it was told, so that kernels without IPVS can run the test.
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
        useStandIn("exit 0");

        List<Integer> codes = director.codes("validate-all", "stop", "monitor", "start", "monitor", "start", "monitor", "reload");
        List<Integer> ending = director.codes("stop", "monitor", "stop");

        assertEquals(List.of(0, 0, 7, 0, 0, 0, 0, 0), codes);
        assertEquals(List.of(0, 7, 0), ending);
        Ran told = yard.sh("cat " + yard.directory() + "/told");
        assertTrue(told.output().contains("-A -t 10.9.0.80:80 -s rr"), told.output());
    }

    @Test
    void refusesABrokenConfigurationWithItsLine() {
        useStandIn("exit 0");
        yard.sh("echo 'nonsense=1' >> " + config);

        Ran started = director.run("start");

        assertEquals(2, started.code());
        assertTrue(started.reason().startsWith("configuration is wrong: " + config + " at line 10: Unknown command nonsense"),
            started.reason());
    }

    @Test
    void aMistakeInTheFileDoesNotFailTheRunningDirector() {
        useStandIn("exit 0");
        director.run("start");
        yard.sh("echo 'nonsense=1' >> " + config);

        List<Integer> codes = director.codes("monitor", "reload", "monitor", "stop", "monitor");

        assertEquals(List.of(0, 2, 0, 0, 7), codes);
    }

    @Test
    void aKilledDirectorIsNotRunningAndStartsAgain() {
        useStandIn("exit 0");
        director.run("start");
        yard.kill("/run/ldirectord.director.cf.pid");

        List<Integer> codes = director.codes("monitor", "start", "monitor", "stop");

        assertEquals(List.of(7, 0, 0, 0), codes);
    }

    @Test
    void saysThatTheKernelHasNoVirtualServers() {
        useStandIn("echo \"Can't initialize ipvs: Protocol not available\" >&2; exit 2");

        Ran started = director.run("start");

        assertEquals(5, started.code());
        assertEquals("the kernel of this node has no IPVS, or it is not permitted: Can't initialize ipvs: Protocol not available; "
            + "load the module ip_vs", started.reason());
        assertEquals(List.of(7, 0), director.codes("monitor", "stop"));
    }

    private void useStandIn(String ending) {
        Path standIn = yard.file("ipvsadm", """
            #!/bin/sh
            echo "$*" >> %s/told
            case "$1" in
                -L) [ "%s" != "exit 0" ] || cat << END
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
            END
                ;;
            esac
            %s
            """.formatted(yard.directory(), ending.startsWith("exit 0") ? "exit 0" : "", ending));
        Ran mounted = yard.sh("chmod 755 " + standIn + " && mount --bind " + standIn + " $(readlink -f /usr/sbin/ipvsadm)");
        assertEquals(0, mounted.code(), mounted.output());
    }
}
