package io.systole.samples.failover;

import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabNode;
import java.util.List;
import java.util.Map;

/**
 * Two agents for the same kind of service. Ours starts it, and both look at what runs then.
 *
 * @param service what it is, for the table
 * @param ours our agent
 * @param theirs that of ClusterLabs; empty if they have none
 * @param programs without which the service cannot run here
 * @param setting what is written and said for one service of this kind
 */
record AgentPair(String service, String ours, String theirs, List<String> programs, Setting setting) {
    private static final int FIRST_ADDRESS = 210;
    private static final int FIRST_PORT = 8100;
    private static final int FIRST_PROXY_PORT = 8200;
    private static final String SITE = """
        ServerRoot "/var/lib/cost"
        ServerName localhost
        PidFile "/run/cost-site-%1$d.pid"
        ErrorLog "/var/lib/cost/site-%1$d.log"
        Listen 127.0.0.1:%2$d
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule status_module /usr/lib/apache2/modules/mod_status.so
        User www-data
        Group www-data
        <Location /server-status>
            SetHandler server-status
        </Location>
        """;
    private static final String BALANCER = """
        global
            stats socket /run/cost-balancer-%1$d.sock mode 600 level admin
        defaults
            mode http
            timeout connect 1s
            timeout client 5s
            timeout server 5s
        listen answer
            bind 127.0.0.1:%2$d
            http-request return status 200
        """;

    /** Makes what service number so much of a kind needs on the node. */
    interface Setting {
        /** The parameters: of our agent, and of theirs. */
        Parameters prepare(LabNode node, int number);
    }

    /** What both agents are told. */
    record Parameters(Map<String, String> ours, Map<String, String> theirs) {}

    /** All kinds that the comparison knows; of the first four the node of twenty services is made. */
    static List<AgentPair> all() {
        return List.of(new AgentPair("address", "IPaddr", "IPaddr2", List.of(), AgentPair::address),
                new AgentPair("website", "httpd", "apache", List.of("/usr/sbin/apache2"), AgentPair::site),
                new AgentPair("file system", "Filesystem", "Filesystem", List.of(), AgentPair::memory),
                new AgentPair("load balancer", "haproxy", "", List.of("/usr/sbin/haproxy"), AgentPair::balancer),
                new AgentPair("database", "mysqld", "mysql", List.of("/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db"),
                        AgentPair::database));
    }

    private static Parameters address(LabNode node, int number) {
        var parameters = Map.of("ip", Lab.NETWORK + (FIRST_ADDRESS + number), "cidr_netmask", "24", "nic", "eth0");
        return new Parameters(parameters, parameters);
    }

    private static Parameters site(LabNode node, int number) {
        String file = "/var/lib/cost/site-" + number + ".conf";
        node.write(file, SITE.formatted(number, FIRST_PORT + number));
        var parameters = Map.of("configfile", file, "statusurl", "http://127.0.0.1:" + (FIRST_PORT + number) + "/server-status");
        return new Parameters(parameters, parameters);
    }

    private static Parameters memory(LabNode node, int number) {
        var parameters = Map.of("device", "tmpfs", "directory", "/run/cost-memory-" + number, "fstype", "tmpfs");
        return new Parameters(parameters, parameters);
    }

    private static Parameters balancer(LabNode node, int number) {
        String file = "/var/lib/cost/balancer-" + number + ".cfg";
        node.write(file, BALANCER.formatted(number, FIRST_PROXY_PORT + number));
        return new Parameters(Map.of("config", file), Map.of());
    }

    private static Parameters database(LabNode node, int number) {
        String data = "/var/lib/cost-data-" + number;
        String socket = "/run/cost-data-" + number + "/s.sock";
        String pid = "/run/cost-data-" + number + "/d.pid";
        return new Parameters(
                Map.of("datadir", data, "initialize", "true", "socket", socket, "pid", pid, "config", "/dev/null", "additional_parameters",
                        "--skip-networking --innodb-buffer-pool-size=8M"),
                Map.of("datadir", data, "socket", socket, "pid", pid, "config", "/dev/null", "binary", "/usr/sbin/mariadbd"));
    }
}
