package io.systole.samples.failover;

import io.systole.samples.lab.ClusterView;
import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabNode;
import java.util.List;
import java.util.regex.Pattern;

/** Systole with one of its presets for failure detection. */
final class SystoleSubject extends CrmSubject {
    private final String detection;

    SystoleSubject(String detection) {
        this(detection, CrmLoad.USUAL);
    }

    SystoleSubject(String detection, CrmLoad load) {
        super("systole", "IPaddr", "systole", load);
        this.detection = detection;
    }

    @Override
    public String name() {
        return "Systole, detection = " + detection + load().words();
    }

    @Override
    public List<String> programs() {
        return List.of();
    }

    @Override
    public void configure(LabNode node, List<LabNode> all) {
        LabNode first = all.getFirst();
        if (node == first) {
            first.initCluster("bench", all);
            first.setDetection(detection);
        } else {
            node.takeSettingsOf(first);
        }
    }

    @Override
    Command tool(String... words) {
        return Command.of(words);
    }

    @Override
    public void start(LabNode node) {
        node.startDaemon();
    }

    @Override
    public boolean settled(LabNode node, List<LabNode> all) {
        var view = new ClusterView(command -> node.command(command).run());
        return view.online(all.stream().map(LabNode::name).toArray(String[]::new)) && all.stream()
                .anyMatch(one -> new ClusterView(command -> one.command(command).run()).idle());
    }

    @Override
    public Pattern processes() {
        return Pattern.compile("io\\.systole\\.node");
    }
}
