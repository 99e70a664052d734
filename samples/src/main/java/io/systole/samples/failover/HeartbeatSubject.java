package io.systole.samples.failover;

import io.systole.samples.lab.LabNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Heartbeat 3 in its classic form ({@code haresources}): keepalive 200 ms, deadtime 1 s. */
final class HeartbeatSubject implements Subject {
    /** What Debian's init script makes first, and the program. */
    private static final String START = "install -d -o hacluster -g haclient /run/heartbeat/ccm /run/heartbeat/crm; "
            + "exec /usr/libexec/heartbeat/heartbeat >/var/log/hb.out 2>&1";

    @Override
    public String name() {
        return "Heartbeat, deadtime 1000 ms";
    }

    @Override
    public List<String> programs() {
        return List.of("/usr/libexec/heartbeat/heartbeat", "/usr/share/heartbeat/hb_standby",
                "/usr/lib/ocf/resource.d/heartbeat/IPaddr2");
    }

    @Override
    public void configure(LabNode node, List<LabNode> all) {
        node.write("/etc/ha.d/ha.cf", "logfile /var/log/ha-log\ndebugfile /var/log/ha-debug\nlogfacility none\n"
                + "keepalive 200ms\ndeadtime 1000ms\nwarntime 600ms\ninitdead 10\nauto_failback off\ncrm no\n"
                + all.stream().map(one -> "ucast eth0 " + one.address() + "\nnode " + one.name() + "\n").collect(Collectors.joining()));
        node.write("/etc/ha.d/haresources", all.getFirst().name() + " IPaddr2::" + ADDRESS + "/24/eth0\n");
        node.write("/etc/ha.d/authkeys", "auth 1\n1 sha1 bench\n");
        try {
            Files.setPosixFilePermissions(node.file("/etc/ha.d/authkeys"), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot protect the key of " + node.name(), failed);
        }
    }

    @Override
    public void start(LabNode node) {
        node.startProgram(PeerProgram.of("sh", "-c", START));
    }

    @Override
    public boolean settled(LabNode node, List<LabNode> all) {
        return all.stream().allMatch(one -> node.run("cl_status", "nodestatus", one.name()).output().strip().equals("active"))
                && !node.run("cl_status", "rscstatus").output().strip().equals("transition");
    }

    @Override
    public void moveAway(LabNode holder, LabNode other) {
        holder.run("/usr/share/heartbeat/hb_standby", "all").orFail();
    }

    @Override
    public void afterMove(LabNode former, List<LabNode> all) {
        // Whoever has the resources keeps them: auto_failback is off.
    }

    @Override
    public boolean monitorsAddress() {
        return false;
    }

    @Override
    public Pattern processes() {
        return Pattern.compile("heartbeat");
    }
}
