package io.systole.samples.demo;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.ClusterView;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.Packages;
import io.systole.samples.lab.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The story with Apache and MariaDB on two nodes that are namespaces of this machine. */
final class NamespaceStory {
    private static final List<String> WEB = List.of("web-ip", "web-site", "web-server");
    private static final List<String> DATABASE = List.of("db-ip", "db-data", "db-server");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What is needed, by a program that each package brings. */
    private static final SequencedMap<String, String> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("apache2", "apache2");
        PROGRAMS.put("mariadb-server", "mariadbd");
        PROGRAMS.put("iproute2", "ip");
        PROGRAMS.put("iputils-arping", "arping");
        PROGRAMS.put("curl", "curl");
    }

    private final Narrator narrator;
    private final Path home;
    private final boolean keep;
    private final boolean install;
    private Lab lab;
    private LabNode n1;
    private LabNode n2;
    private Shop shop;

    NamespaceStory(Narrator narrator, Path home, boolean keep, boolean install) {
        this.narrator = narrator;
        this.home = home;
        this.keep = keep;
        this.install = install;
    }

    void tell() {
        packages();
        narrator.step("two nodes and a client, as namespaces on a bridge of their own");
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty()) {
            throw new LabException(obstacle);
        }
        try (Lab made = Lab.make("demo", home, List.of("n1", "n2"))) {
            lab = made;
            n1 = made.node("n1");
            n2 = made.node("n2");
            shop = new Shop(made, home.resolve("samples/web-and-database"));
            try {
                tellWithLab();
            } catch (RuntimeException failed) {
                showLogs();
                throw failed;
            }
            if (keep) {
                made.keep();
                explainKept();
            }
        }
    }

    private void packages() {
        narrator.step("packages");
        List<String> missing = Packages.missing(PROGRAMS);
        if (missing.isEmpty()) {
            narrator.say("apache2, mariadb-server, iproute2, iputils-arping and curl are here");
        } else if (install) {
            narrator.say("missing here: " + String.join(" ", missing) + "; installing them with apt-get ...");
            Packages.install(missing);
        } else {
            throw new LabException("missing here: " + String.join(" ", missing) + "; install them with: apt-get install "
                    + String.join(" ", missing));
        }
    }

    private void tellWithLab() {
        for (LabNode node : lab.nodes().values()) {
            node.powerOn();
            node.run("mkdir", "-p", "/srv/www", "/srv/mysql").orFail();
            narrator.say(node.name() + " has booted with address " + node.address());
        }
        makeCluster();
        loadServices();
        askServices();
        powerCut();
        returnWithoutFailback();
        failback();
        secondPowerCut();
    }

    private void makeCluster() {
        narrator.step("a cluster of n1 and n2");
        String[] init = {"crm", "cluster", "init", "--name", "shop", "--node", "n1=" + n1.address(), "--node", "n2=" + n2.address()};
        narrator.show(String.join(" ", init), n1.run(init).orFail());
        n2.run("mkdir", "-p", "/etc/systole").orFail();
        n2.takeSettingsOf(n1);
        narrator.say("copied /etc/systole to n2; starting systoled on both");
        n1.startDaemon();
        n2.startDaemon();
        view(n1).awaitOnline(PATIENCE, "n1", "n2");
        narrator.say("both are online");
    }

    private void loadServices() {
        narrator.step("the CIB of samples/web-and-database: the website prefers n1, its database n2");
        shop.prepareDisk();
        String cib = home.resolve("samples/web-and-database/cib.xml").toString();
        narrator.show("crm configure load xml replace cib.xml", n1.run("crm", "configure", "load", "xml", "replace", cib).orFail());
        view(n1).await(places("n1", "n2"), Duration.ofMinutes(3));
        shop.fill(n2);
        narrator.show("crm_mon -1", view(n1).monitor());
    }

    private void askServices() {
        narrator.step("the client asks the website and the database through their service addresses");
        shop.order("1", "a pot of tea, ordered before the power cut");
        narrator.show("curl http://" + Shop.WEB_ADDRESS + "/cgi-bin/orders", shop.page());
        narrator.show("SELECT * FROM orders", shop.orders());
        shop.startProbes();
        Await.until("both services answer the client", PATIENCE, () -> shop.web().answering() && shop.database().answering());
    }

    private void powerCut() {
        narrator.step("n1 loses its power: its cable is dead and everything in it is killed at once");
        long moment = n1.powerOff();
        tellTakeover(n2, moment);
        proveContent("1", "n2");
    }

    private void returnWithoutFailback() {
        narrator.step("n1 gets its power back; auto_failback is off, so the website stays on n2");
        restart(n1, n2);
        narrator.show("crm_mon -1", view(n2).monitor());
        requireStill(n2, "n2", "n2");
    }

    private void failback() {
        narrator.step("auto_failback on: the website goes back to the node that it prefers");
        long moment = System.nanoTime();
        narrator.show("crm cluster auto_failback on", n2.run("crm", "cluster", "auto_failback", "on").orFail());
        view(n2).await(places("n1", "n2"), PATIENCE);
        awaitBoth(n2, moment);
        narrator.show("crm_mon -1", view(n2).monitor());
        tellTimes(n2, "for the way back", moment);
    }

    private void secondPowerCut() {
        narrator.step("auto_failback off; now n2, with the database and the coordinator, loses its power");
        narrator.show("crm cluster auto_failback off", n2.run("crm", "cluster", "auto_failback", "off").orFail());
        shop.order("2", "a second pot, ordered before the second power cut");
        long moment = n2.powerOff();
        tellTakeover(n1, moment);
        proveContent("2", "n1");
        narrator.step("n2 gets its power back; nothing moves back");
        restart(n2, n1);
        narrator.show("crm_mon -1", view(n1).monitor());
        requireStill(n1, "n1", "n1");
        narrator.say("n2 is back and the database stayed on n1");
    }

    private void tellTakeover(LabNode survivor, long moment) {
        view(survivor).await(places(survivor.name(), survivor.name()), PATIENCE);
        awaitBoth(survivor, moment);
        narrator.show("crm_mon -1", view(survivor).monitor());
        tellTimes(survivor, "after the power cut", moment);
    }

    private void restart(LabNode node, LabNode survivor) {
        node.powerOn();
        node.startDaemon();
        view(survivor).awaitOnline(PATIENCE, "n1", "n2");
        // Whichever of the two it is: when they meet again, the role may go over.
        Await.until("the coordinator has nothing left to do", PATIENCE, () -> view(n1).idle() || view(n2).idle());
    }

    /** Nothing may have moved, and nothing may want to: the coordinator is idle. */
    private void requireStill(LabNode witness, String web, String database) {
        if (!view(witness).started().equals(places(web, database))) {
            throw new LabException("expected " + places(web, database) + ", but crm_mon says\n" + view(witness).monitor());
        }
    }

    private void awaitBoth(LabNode witness, long moment) {
        Await.until("both services answer the client again", PATIENCE, Duration.ofMillis(50),
                () -> shop.web().awaySince(moment).isPresent() && shop.database().awaySince(moment).isPresent(),
                () -> view(witness).monitor());
    }

    private void tellTimes(LabNode witness, String when, long moment) {
        Map<String, String> now = view(witness).started();
        tellTime(when, moment, shop.web(), now.get("web-server"));
        tellTime(when, moment, shop.database(), now.get("db-server"));
    }

    private void tellTime(String when, long moment, Probe probe, String node) {
        Duration away = probe.awaySince(moment).orElseThrow(() -> new LabException(probe.service() + " does not answer"));
        narrator.say(String.format("%-9s away %s %s, served by %s", probe.service(), Narrator.seconds(away), when, node));
    }

    private void proveContent(String order, String node) {
        String page = shop.page();
        narrator.show("curl http://" + Shop.WEB_ADDRESS + "/cgi-bin/orders", page);
        String orders = shop.orders();
        narrator.show("SELECT * FROM orders", orders);
        boolean inTable = orders.lines().anyMatch(row -> row.startsWith(order + "\t"));
        if (!page.contains("The shop is open, served by " + node) || !page.contains("order " + order + ":") || !inTable) {
            throw new LabException("page or order " + order + " is lost: " + orders);
        }
        narrator.say("proof: the page came from " + node + ", and order " + order + ", written before the cut, is in page and table");
    }

    private static Map<String, String> places(String web, String database) {
        var places = new TreeMap<String, String>();
        WEB.forEach(resource -> places.put(resource, web));
        DATABASE.forEach(resource -> places.put(resource, database));
        return places;
    }

    private static ClusterView view(LabNode node) {
        return new ClusterView(command -> node.command(command).run());
    }

    private void explainKept() {
        narrator.step("the cluster is kept");
        narrator.say("a crm shell on n1:   " + n1.enterByHand() + "crm");
        narrator.say("on n2:               " + n2.enterByHand() + "crm");
        narrator.say("as the client:       ip netns exec sy-demo-client curl http://" + Shop.WEB_ADDRESS + "/");
        narrator.say("to end it:           ./systole demo --remove");
    }

    private void showLogs() {
        for (LabNode node : lab.nodes().values()) {
            List<String> lines = node.console().lines().toList();
            List<String> end = lines.subList(Math.max(0, lines.size() - 25), lines.size());
            narrator.show("the end of the log of " + node.name(), String.join("\n", end));
            narrator.show("what " + node.name() + " knows of the cluster", node.status());
        }
    }
}
