package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.Yard.Ran;
import io.systole.agents.Yard.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:httpd} with a real Apache on loopback of a network of its own. */
class HttpdIT {
    private Yard yard;
    private Path config;

    @BeforeEach
    void open() {
        yard = Yard.open("apache2", "curl");
        yard.sh("mkdir " + yard.directory() + "/www; echo 'Hello from the site' > " + yard.directory() + "/www/index.html");
        config = config("site", 8081);
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    @Test
    void runsAWebsite() {
        Resource site = site(Map.of());

        List<Integer> codes = site.codes("validate-all", "stop", "monitor", "start", "monitor", "start", "monitor", "reload");
        String page = yard.sh("curl -s http://127.0.0.1:8081/").output();
        List<Integer> ending = site.codes("stop", "monitor", "stop");

        assertEquals(List.of(0, 0, 7, 0, 0, 0, 0, 0), codes);
        assertEquals("Hello from the site\n", page);
        assertEquals(List.of(0, 7, 0), ending);
    }

    @Test
    void checksThePageThatItIsTold() {
        Map<String, String> good = Map.of("statusurl", "http://127.0.0.1:8081/index.html", "testregex", "Hello .* site");
        Map<String, String> absent = Map.of("statusurl", "http://127.0.0.1:8081/server-status");
        Map<String, String> other = Map.of("statusurl", "http://127.0.0.1:8081/", "testregex", "Goodbye");
        site(Map.of()).run("start");

        Ran right = site(good).run("monitor");
        Ran missing = site(absent).run("monitor");
        Ran wrong = site(other).run("monitor");

        assertEquals(0, right.code(), right.output());
        assertEquals("http://127.0.0.1:8081/server-status was not answered as it should (HTTP/1.1 404 Not Found; does the configuration "
            + "have that page, and may this node see it?)", missing.reason());
        assertEquals("http://127.0.0.1:8081/ does not contain \"Goodbye\"", wrong.reason());
    }

    @Test
    void reportsAMistakeInTheConfigurationWithItsLine() {
        yard.sh("echo NoSuchDirective >> " + config);

        Ran started = site(Map.of()).run("start");

        assertEquals(2, started.code());
        assertTrue(started.reason().startsWith("configuration test failed: AH00526: Syntax error on line")
            && started.reason().contains("NoSuchDirective"), started.reason());
    }

    @Test
    void aMistakeInTheConfigurationDoesNotDisturbTheRunningServer() {
        Resource site = site(Map.of());
        site.run("start");
        yard.sh("echo NoSuchDirective >> " + config);

        List<Integer> codes = site.codes("reload", "monitor", "stop", "monitor");

        assertEquals(List.of(2, 0, 0, 7), codes);
    }

    @Test
    void aStartWithoutThePageThatItIsToldSaysSoBeforeItsTimeIsOver() {
        Resource site = site(Map.of("statusurl", "http://127.0.0.1:8081/server-status"));

        Ran started = site.run("start", Map.of("OCF_RESKEY_CRM_meta_timeout", "3000"));

        assertEquals(1, started.code(), started.output());
        assertTrue(started.reason().startsWith("apache2 runs, but http://127.0.0.1:8081/server-status was not answered as it should"),
            started.reason());
        assertEquals(List.of(0, 7), site.codes("stop", "monitor"));
    }

    @Test
    void wherePerlDoesNotWorkTheMonitorAsksWithCurl() {
        Resource site = site(Map.of("statusurl", "http://127.0.0.1:8081/nowhere"));
        site(Map.of()).run("start");
        Path broken = yard.file("perl", "#!/bin/sh\nexit 127\n");
        yard.sh("chmod 755 " + broken + " && mount --bind " + broken + " $(readlink -f /usr/bin/perl)");

        Ran right = site(Map.of("testregex", "Hello", "statusurl", "http://127.0.0.1:8081/")).run("monitor");
        Ran missing = site.run("monitor");

        assertEquals(0, right.code(), right.output());
        assertEquals("http://127.0.0.1:8081/nowhere was not answered as it should (the server answered with an error)", missing.reason());
    }

    @Test
    void aStopLetsADownloadEndAndCutsOneThatWouldNeverEnd() {
        Resource site = site(Map.of());
        yard.sh("cd " + yard.directory() + "; truncate -s 64M www/large; mkfifo go-short go-long");
        site.run("start");
        download("short");
        yard.sh("(until ! grep -q ':1F91 .* 0A ' /proc/net/tcp; do sleep 0.05; done; echo > %s/go-short) &".formatted(yard.directory()));
        Ran gentle = site.run("stop");
        site.run("start");
        download("long");
        Ran hard = site.run("stop", Map.of("OCF_RESKEY_CRM_meta_timeout", "4000"));

        assertEquals(List.of(0, 0), List.of(gentle.code(), hard.code()));
        assertEquals(Integer.toString(64 << 20), yard.sh("cd %s; until [ -s short ]; do sleep 0.05; done; cat short"
            .formatted(yard.directory())).output().strip());
        assertTrue(hard.output().contains("ending the requests that still run"), hard.output());
        assertEquals(1, yard.sh("pgrep -r DRST -x apache2").code());
    }

    /** Begins a download that is too large for the buffers between the two, and goes on when a line is written to {@code go-NAME}. */
    private void download(String name) {
        yard.sh("cd %1$s; curl -s http://127.0.0.1:8081/large | (read begun < go-%2$s; wc -c > %2$s) &".formatted(yard.directory(), name));
        yard.sh("until grep -q ':1F91 [0-9A-F]*:[0-9A-F]* 01' /proc/net/tcp; do sleep 0.05; done");
    }

    @Test
    void saysThatThePortIsTaken() {
        yard.resource("httpd", Map.of("configfile", config("other", 8081).toString())).run("start");

        Ran started = site(Map.of()).run("start", Map.of("OCF_RESOURCE_INSTANCE", "second"));

        assertEquals(1, started.code());
        assertTrue(started.reason().contains("could not bind to address"), started.reason());
        assertTrue(started.reason().contains("; port 8081 is held by apache2("), started.reason());
    }

    @Test
    void severalServersRunSideBySide() {
        Resource one = site(Map.of());
        Resource other = yard.resource("httpd", Map.of("configfile", config("other", 8082).toString()));
        Map<String, String> second = Map.of("OCF_RESOURCE_INSTANCE", "second");
        one.run("start");
        other.run("start", second);

        Ran stopped = one.run("stop");

        assertEquals(0, stopped.code(), stopped.output());
        assertEquals(7, one.run("monitor").code());
        assertEquals(0, other.run("monitor", second).code());
    }

    @Test
    void aKilledServerIsNotRunningAndStartsAgainOverItsOldPidFile() {
        Resource site = site(Map.of());
        site.run("start");
        yard.killGroup(yard.directory() + "/site.pid");

        List<Integer> codes = site.codes("monitor", "start", "monitor", "stop");

        assertEquals(List.of(7, 0, 0, 0), codes);
    }

    @Test
    void aForeignProcessWithTheOldNumberIsNotTakenForTheServer() {
        Resource site = site(Map.of());
        yard.sh("sleep 300 > /dev/null 2>&1 & echo $! > " + yard.directory() + "/site.pid");

        List<Integer> codes = site.codes("monitor", "stop");

        assertEquals(List.of(7, 0), codes);
        assertEquals(0, yard.sh("pgrep -x sleep").code());
    }

    @Test
    void aServerThatHangsFailsTheMonitorAndIsStoppedAllTheSame() {
        Resource site = site(Map.of("check_timeout", "1"));
        site.run("start");
        yard.sh("kill -s STOP -- -$(cat " + yard.directory() + "/site.pid)");

        Ran monitored = site.run("monitor");
        Ran stopped = site.run("stop", Map.of("OCF_RESKEY_CRM_meta_timeout", "8000"));

        assertEquals("http://127.0.0.1:8081/ was not answered (no answer within 1 s; all workers may hang)", monitored.reason());
        assertEquals(0, stopped.code(), stopped.output());
        assertEquals(1, yard.sh("pgrep -r DRST -x apache2").code());
    }

    @Test
    void aMissingConfigurationIsWrongOnThisNodeOnlyAndAProbeSaysStopped() {
        Resource nowhere = yard.resource("httpd", Map.of("configfile", "/no/such.conf"));

        Ran validated = nowhere.run("validate-all");
        Ran probed = nowhere.run("monitor", Map.of("OCF_RESKEY_CRM_meta_interval", "0"));

        assertEquals(2, validated.code());
        assertEquals("configfile=/no/such.conf cannot be read on this node; is its file system mounted?", validated.reason());
        assertEquals(7, probed.code());
        assertTrue(Files.exists(config));
    }

    private Resource site(Map<String, String> more) {
        var parameters = new TreeMap<>(Map.of("configfile", config.toString()));
        parameters.putAll(more);
        return yard.resource("httpd", parameters);
    }

    private Path config(String name, int port) {
        return yard.file(name + ".conf", """
            ServerRoot "%1$s"
            ServerName localhost
            PidFile "%1$s/%2$s.pid"
            ErrorLog "%1$s/%2$s.log"
            Listen 127.0.0.1:%3$d
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
            User www-data
            Group www-data
            DocumentRoot "%1$s/www"
            """.formatted(yard.directory(), name, port));
    }
}
