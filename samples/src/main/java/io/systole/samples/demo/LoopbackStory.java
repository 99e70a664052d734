package io.systole.samples.demo;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.ClusterView;
import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LoopbackLab;
import io.systole.samples.lab.LoopbackNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The story for those who are not root: two daemons on loopback, and the Dummy agent in place of website and database. */
final class LoopbackStory {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Narrator narrator;
    private final Path home;
    private final boolean keep;

    LoopbackStory(Narrator narrator, Path home, boolean keep) {
        this.narrator = narrator;
        this.home = home;
        this.keep = keep;
    }

    void tell() {
        narrator.step("two nodes n1 and n2 as processes of yours on loopback addresses");
        try (LoopbackLab lab = LoopbackLab.make("demo", home, List.of("n1", "n2"))) {
            LoopbackNode n1 = lab.node("n1");
            LoopbackNode n2 = lab.node("n2");
            n1.start();
            n2.start();
            view(n1).awaitOnline(PATIENCE, "n1", "n2");
            load(n1);
            crash(n1, n2);
            comeBack(n1, n2);
            failback(n2);
            if (keep) {
                lab.keep();
                narrator.step("the cluster is kept");
                narrator.say("a crm shell on n2:  " + n2.enterByHand() + " crm");
                narrator.say("to end it:          ./systole demo --remove");
            }
        }
    }

    private void load(LoopbackNode node) {
        narrator.step("the CIB of samples/dummies: web prefers n1, database n2");
        String cib = home.resolve("samples/dummies/cib.xml").toString();
        narrator.show("crm configure load xml replace cib.xml", node.run("crm", "configure", "load", "xml", "replace", cib).orFail());
        view(node).await(Map.of("web", "n1", "database", "n2"), PATIENCE);
        narrator.show("crm_mon -1", view(node).monitor());
    }

    private void crash(LoopbackNode victim, LoopbackNode survivor) {
        narrator.step("n1 is killed with everything it has started");
        long moment = System.nanoTime();
        victim.kill();
        var back = new TreeMap<>(Map.of("web", moment, "database", moment));
        Await.until("n2 runs both", PATIENCE, Duration.ofMillis(50), () -> {
            Map<String, String> started = view(survivor).started();
            long now = System.nanoTime();
            back.replaceAll((service, when) -> "n2".equals(started.get(service)) ? when : now);
            return started.equals(Map.of("web", "n2", "database", "n2"));
        }, () -> view(survivor).monitor());
        narrator.show("crm_mon -1", view(survivor).monitor());
        back.forEach((service, when) -> narrator.say(String.format("%-9s away %s after the kill, served by n2",
                service, Narrator.seconds(Duration.ofNanos(when - moment)))));
    }

    private void comeBack(LoopbackNode victim, LoopbackNode survivor) {
        narrator.step("n1 comes back; auto_failback is off, so web stays on n2");
        victim.start();
        settled(survivor);
        requireStill(survivor);
        narrator.show("crm_mon -1", view(survivor).monitor());
    }

    private void failback(LoopbackNode node) {
        narrator.step("auto_failback on: web goes back to n1; then off again");
        narrator.show("crm cluster auto_failback on", node.run("crm", "cluster", "auto_failback", "on").orFail());
        view(node).await(Map.of("web", "n1", "database", "n2"), PATIENCE);
        narrator.show("crm_mon -1", view(node).monitor());
        narrator.show("crm cluster auto_failback off", node.run("crm", "cluster", "auto_failback", "off").orFail());
    }

    private void settled(LoopbackNode node) {
        view(node).awaitOnline(PATIENCE, "n1", "n2");
        Await.until("the coordinator has nothing left to do", PATIENCE, view(node)::idle);
    }

    private void requireStill(LoopbackNode node) {
        if (!"n2".equals(view(node).started().get("web"))) {
            throw new LabException("web moved although auto_failback is off\n" + view(node).monitor());
        }
    }

    private static ClusterView view(LoopbackNode node) {
        return new ClusterView((Command command) -> node.command(command).run());
    }
}
