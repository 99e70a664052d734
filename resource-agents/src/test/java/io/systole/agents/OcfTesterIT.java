package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.Yard.Ran;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our agents before the judge that ClusterLabs made: {@code ocf-tester} of Debian's resource-agents. */
class OcfTesterIT {
    private Yard yard;

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    @Test
    void acceptsDummy() {
        yard = Yard.open("ocf-tester", "xmllint");

        assertAccepted("Dummy");
    }

    @Test
    void acceptsIPaddr() {
        yard = Yard.open("ocf-tester", "xmllint", "arping");

        assertAccepted("IPaddr", "ip=10.9.0.80");
    }

    @Test
    void acceptsStateful() {
        yard = Yard.open("ocf-tester", "xmllint");

        assertAccepted("Stateful");
    }

    @Test
    void acceptsPing() {
        yard = Yard.open("ocf-tester", "xmllint", "ping");

        assertAccepted("ping", "host_list=10.9.0.2", "failure_score=1");
    }

    @Test
    void acceptsCheck() {
        yard = Yard.open("ocf-tester", "xmllint");

        assertAccepted("check", "program=/bin/true", "fail_resource=true");
    }

    @Test
    void acceptsMail() {
        yard = Yard.open("ocf-tester", "xmllint");

        assertAccepted("mail", "email=admin@example.org", "sendmail=/bin/true");
    }

    @Test
    void acceptsFilesystem() {
        yard = Yard.open("ocf-tester", "xmllint");

        assertAccepted("Filesystem", "device=memory", "directory=" + yard.directory() + "/mounted", "fstype=tmpfs");
    }

    @Test
    void acceptsHttpdWithDebiansOwnConfiguration() {
        yard = Yard.open("ocf-tester", "xmllint", "apache2", "curl");
        yard.sh("test -d /run/lock || mkdir /run/lock");

        assertAccepted("httpd");
    }

    @Test
    void acceptsMysqld() {
        yard = Yard.open("ocf-tester", "xmllint", "mariadbd", "mariadb-install-db");

        assertAccepted("mysqld", "datadir=" + yard.directory() + "/data", "initialize=true", "socket=/run/db/s.sock",
            "config=/dev/null", "additional_parameters=--skip-networking --innodb-buffer-pool-size=8M");
    }

    @Test
    void acceptsHaproxy() {
        yard = Yard.open("ocf-tester", "xmllint", "haproxy");
        Path config = yard.file("haproxy.cfg", """
            defaults
                mode http
                timeout connect 1s
                timeout client 5s
                timeout server 5s
            listen answer
                bind 127.0.0.1:8099
                http-request return status 200
            """);

        assertAccepted("haproxy", "config=" + config);
    }

    @Test
    void acceptsLdirectord() {
        yard = Yard.open("ocf-tester", "xmllint", "ldirectord", "ipvsadm");
        VirtualServers.standIn(yard);
        Path config = yard.file("director.cf", """
            quiescent=no
            virtual=10.9.0.80:80
                real=10.9.0.2:80 masq
                service=http
                checktype=on
                protocol=tcp
            """);

        assertAccepted("ldirectord", "configfile=" + config);
    }

    /** The tools of the cluster are doubles: a daemon that is not there would be waited for. */
    private Map<String, String> told() {
        Map<String, String> environment = new Told(yard).environment();
        environment.put("OCF_ROOT", "/usr/lib/ocf");
        return environment;
    }

    private void assertAccepted(String agent, String... parameters) {
        List<String> command = new ArrayList<>(List.of("ocf-tester", "-n", "test-" + agent));
        for (String parameter : parameters) {
            command.addAll(List.of("-o", parameter));
        }
        command.add(OwnAgents.script(agent).toString());

        Ran judged = yard.run(told(), command);

        assertEquals(0, judged.code(), judged.output());
        assertTrue(judged.output().contains("passed all tests"), judged.output());
    }
}
