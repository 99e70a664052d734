package io.systole.samples.kills;

import java.util.List;

/** What the cluster runs: a promotable database on two nodes, each with data of its own, and the service address where the primary is. */
final class Database {
    static final String ADDRESS = "10.77.0.101";
    /** The database user of the clients. */
    static final String CLIENT = "shop";
    /** The resource. */
    static final String NAME = "db";
    static final String SOCKET = "/run/db/db.sock";
    private static final String DATA = "/srv/db";

    private Database() {}

    /** The cluster's configuration, with a power switch. */
    static String cib() {
        return "<cib validate-with='pacemaker-4.0' admin_epoch='0' epoch='1' num_updates='0'><configuration>"
                + "<crm_config><cluster_property_set id='o'>" + pair("o-s", "stonith-enabled", "true")
                + "</cluster_property_set></crm_config>"
                + "<nodes/><resources><primitive id='power' class='stonith' type='fence_lab'/>"
                + "<clone id='db-clone'><meta_attributes id='db-meta'>" + pair("db-p", "promotable", "true")
                + pair("db-n", "notify", "true") + "</meta_attributes>"
                + "<primitive id='" + NAME + "' class='ocf' provider='systole' type='mysqld'><instance_attributes id='db-a'>"
                + pair("db-d", "datadir", DATA) + pair("db-s", "socket", SOCKET) + pair("db-c", "config", "/dev/null")
                + pair("db-i", "initialize", "true") + pair("db-u", "replication_user", "replica")
                + pair("db-w", "replication_passwd", "a \\ quoted ' secret")
                + pair("db-x", "additional_parameters", "--skip-name-resolve --innodb-buffer-pool-size=32M")
                + "</instance_attributes><operations>"
                + operation("monitor", "Promoted", "3s", "30s") + operation("monitor", "Unpromoted", "4s", "30s")
                + operation("start", "", "0", "120s") + operation("stop", "", "0", "60s") + operation("promote", "", "0", "60s")
                + operation("demote", "", "0", "60s") + operation("notify", "", "0", "60s")
                + "</operations></primitive></clone>"
                + "<primitive id='address' class='ocf' provider='systole' type='IPaddr'><instance_attributes id='ip-a'>"
                + pair("ip-i", "ip", ADDRESS) + pair("ip-m", "cidr_netmask", "24") + "</instance_attributes><operations>"
                + "<op id='ip-op' name='monitor' interval='5s' timeout='20s'/></operations></primitive></resources><constraints>"
                + "<rsc_colocation id='with' rsc='address' with-rsc='db-clone' with-rsc-role='Promoted' score='INFINITY'/>"
                + "<rsc_order id='after' first='db-clone' first-action='promote' then='address' then-action='start'/>"
                + "</constraints></configuration><status/></cib>";
    }

    private static String pair(String id, String name, String value) {
        return "<nvpair id='" + id + "' name='" + name + "' value='" + value.replace("'", "&apos;") + "'/>";
    }

    private static String operation(String name, String role, String interval, String timeout) {
        return "<op id='" + NAME + "-" + name + role + "' name='" + name + "' interval='" + interval + "' timeout='" + timeout + "'"
                + (role.isEmpty() ? "" : " role='" + role + "'") + "/>";
    }

    /** What the first primary gets before the clients come. */
    static List<String> tables() {
        return List.of("CREATE DATABASE kills", "CREATE TABLE kills.ledger (number BIGINT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE USER " + CLIENT + "@'%'", "GRANT SELECT, INSERT ON kills.* TO " + CLIENT + "@'%'");
    }
}
