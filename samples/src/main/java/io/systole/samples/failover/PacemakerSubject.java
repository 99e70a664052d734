package io.systole.samples.failover;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pacemaker on corosync (knet), with a token of one second. */
final class PacemakerSubject extends CrmSubject {
    private static final String START = "corosync -f >/var/log/corosync.out 2>&1 & "
            + "until corosync-cfgtool -s >/dev/null 2>&1; do sleep 0.1; done; exec pacemakerd >/var/log/pacemakerd.out 2>&1";

    private final Duration token;

    PacemakerSubject(Duration token) {
        this(token, CrmLoad.USUAL);
    }

    PacemakerSubject(Duration token, CrmLoad load) {
        super("heartbeat", "IPaddr2", "pacemaker", load);
        this.token = token;
    }

    @Override
    public String name() {
        return "Pacemaker, corosync, token " + token.toMillis() + " ms" + load().words();
    }

    @Override
    public List<String> programs() {
        return List.of("/usr/sbin/pacemakerd", "/usr/sbin/corosync", "/usr/lib/ocf/resource.d/heartbeat/IPaddr2",
                "/usr/lib/ocf/resource.d/pacemaker/Dummy");
    }

    @Override
    public void configure(LabNode node, List<LabNode> all) {
        String nodes = all.stream().map(one -> "  node {\n    ring0_addr: " + one.address() + "\n    name: " + one.name()
                + "\n    nodeid: " + (all.indexOf(one) + 1) + "\n  }\n").collect(Collectors.joining());
        node.write("/etc/corosync/corosync.conf", "totem {\n  version: 2\n  cluster_name: bench\n  transport: knet\n"
                + "  crypto_cipher: none\n  crypto_hash: none\n  token: " + token.toMillis() + "\n}\nnodelist {\n" + nodes + "}\n"
                + "quorum {\n  provider: corosync_votequorum\n  two_node: 1\n}\nlogging {\n  to_logfile: yes\n"
                + "  logfile: /var/log/corosync/corosync.log\n  to_syslog: no\n  to_stderr: no\n}\n");
    }

    @Override
    public void start(LabNode node) {
        node.startProgram(PeerProgram.of("sh", "-c", START).with("PCMK_logfile", "/var/log/pacemaker/pacemaker.log"));
    }

    @Override
    Command tool(String... words) {
        return PeerProgram.of(words);
    }

    @Override
    public boolean settled(LabNode node, List<LabNode> all) {
        return online(node, all) && idle(node, all);
    }

    private boolean online(LabNode node, List<LabNode> all) {
        String wanted = "Online: [ " + all.stream().map(LabNode::name).collect(Collectors.joining(" ")) + " ]";
        return tool(node, "crm_mon", "-1").output().contains(wanted);
    }

    private boolean idle(LabNode node, List<LabNode> all) {
        String coordinator = tool(node, "crmadmin", "-D").output().strip();
        return all.stream().filter(one -> coordinator.endsWith(one.name()))
                .anyMatch(one -> tool(node, "crmadmin", "-S", one.name()).output().contains("S_IDLE"));
    }

    @Override
    public Pattern processes() {
        return Pattern.compile("pacemaker|corosync");
    }
}
