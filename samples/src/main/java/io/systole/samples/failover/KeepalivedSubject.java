package io.systole.samples.failover;

import io.systole.samples.lab.LabNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** keepalived: one VRRP instance that does not preempt. */
final class KeepalivedSubject implements Subject {
    private static final String FILE = "/etc/keepalived/bench.conf";
    private static final String LOG = "/run/keepalived.log";
    private static final String START = "exec keepalived -n -l -D -f " + FILE
            + " -p /run/ka.pid -r /run/ka-vrrp.pid -c /run/ka-checks.pid >" + LOG + " 2>&1";
    private static final int FIRST_PRIORITY = 150;
    private static final int STEP = 50;

    private final Duration advert;

    KeepalivedSubject(Duration advert) {
        this.advert = advert;
    }

    @Override
    public String name() {
        return "keepalived, advert " + advert.toMillis() + " ms";
    }

    @Override
    public List<String> programs() {
        return List.of("/usr/sbin/keepalived");
    }

    @Override
    public void configure(LabNode node, List<LabNode> all) {
        node.write(FILE, "global_defs {\n  router_id " + node.name() + "\n  vrrp_version 3\n}\n"
                + "vrrp_instance V1 {\n  state BACKUP\n  interface eth0\n  virtual_router_id 51\n  nopreempt\n"
                + "  priority " + (FIRST_PRIORITY - STEP * all.indexOf(node)) + "\n"
                + "  advert_int " + String.format(Locale.ROOT, "%.2f", advert.toMillis() / 1000.0) + "\n"
                + "  virtual_ipaddress {\n    " + ADDRESS + "/24\n  }\n}\n");
    }

    @Override
    public void start(LabNode node) {
        node.startProgram(PeerProgram.of("sh", "-c", START));
    }

    /** It says in its log which of the two states it has entered. */
    @Override
    public boolean settled(LabNode node, List<LabNode> all) {
        return node.run("grep", "-qE", "Entering (BACKUP|MASTER) STATE", LOG).ok();
    }

    /** It has no word for this: people stop it on the holder. */
    @Override
    public void moveAway(LabNode holder, LabNode other) {
        holder.run("sh", "-c", "kill -TERM $(cat /run/ka.pid)").orFail();
    }

    @Override
    public void afterMove(LabNode former, List<LabNode> all) {
        former.run("sh", "-c", "while [ -e /run/ka.pid ]; do sleep 0.1; done").orFail();
        start(former);
    }

    @Override
    public boolean monitorsAddress() {
        return false;
    }

    @Override
    public Pattern processes() {
        return Pattern.compile("keepalived");
    }
}
