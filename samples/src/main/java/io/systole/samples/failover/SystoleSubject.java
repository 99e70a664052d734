package io.systole.samples.failover;

import io.systole.samples.lab.ClusterView;
import io.systole.samples.lab.LabNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Systole with one of its presets for failure detection. */
final class SystoleSubject implements Subject {
    private final String detection;

    SystoleSubject(String detection) {
        this.detection = detection;
    }

    @Override
    public String name() {
        return "Systole, detection = " + detection;
    }

    @Override
    public List<String> programs() {
        return List.of();
    }

    @Override
    public void configure(LabNode node, List<LabNode> all) {
        LabNode first = all.getFirst();
        if (node == first) {
            var init = new ArrayList<>(List.of("crm", "cluster", "init", "--name", "bench"));
            all.forEach(one -> init.addAll(List.of("--node", one.name() + "=" + one.address())));
            first.run(init.toArray(String[]::new)).orFail();
            set(first.file("/etc/systole/systole.conf"));
        } else {
            node.takeSettingsOf(first);
        }
    }

    private void set(Path settings) {
        try {
            List<String> others = Files.readAllLines(settings).stream().filter(line -> !line.startsWith("detection")).toList();
            var lines = new ArrayList<>(others);
            lines.add("detection = " + detection);
            Files.write(settings, lines);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot change " + settings, failed);
        }
    }

    @Override
    public void start(LabNode node) {
        node.startDaemon();
    }

    @Override
    public void load(List<LabNode> all) {
        CrmConfiguration.load(all.getFirst(), "systole", "IPaddr", "systole", "cibadmin");
    }

    @Override
    public boolean settled(LabNode node, List<LabNode> all) {
        var view = new ClusterView(command -> node.command(command).run());
        return view.online(all.stream().map(LabNode::name).toArray(String[]::new)) && all.stream()
                .anyMatch(one -> new ClusterView(command -> one.command(command).run()).idle());
    }

    @Override
    public void moveAway(LabNode holder, LabNode other) {
        holder.run("crm_resource", "--move", "--resource", CrmConfiguration.GROUP, "--node", other.name()).orFail();
    }

    @Override
    public void afterMove(LabNode former, List<LabNode> all) {
        former.run("crm_resource", "--clear", "--resource", CrmConfiguration.GROUP).orFail();
    }

    @Override
    public boolean monitorsAddress() {
        return true;
    }

    @Override
    public Pattern processes() {
        return Pattern.compile("io\\.systole\\.node|systole-guard");
    }
}
