package io.systole.samples.failover;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.ClusterView;
import io.systole.samples.lab.Command;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./systole bench agents}: CPU time of monitors, ours and those of ClusterLabs on the same services in the same run; and what a node
 * of twenty of our services costs when each is monitored every second.
 */
public final class AgentCosts {
    private static final int RUNS = 100;
    private static final int ROUNDS = 3;
    private static final int USAGE = 64;
    private static final int KINDS = 4;
    private static final int EACH = 5;
    private static final int SECONDS = 60;
    private static final double MILLIS = 1000;
    private static final double PERCENT = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String LOOP = "TIMEFORMAT='used %U %S'; \"$0\" monitor > /dev/null 2>&1; echo code $?;"
            + " time for ((i = 0; i < " + RUNS + "; i++)); do \"$0\" monitor > /dev/null 2>&1; done";
    private static final Pattern MEASURED = Pattern.compile("(?s).*code (\\d+).*used ([0-9.]+) ([0-9.]+).*");

    private final Path installation;
    private final LabNode node;
    private final Figures figures = new Figures();
    private final List<String> left = new ArrayList<>();

    private final int rounds;

    private AgentCosts(Path installation, LabNode node, int rounds) {
        this.installation = installation;
        this.node = node;
        this.rounds = rounds;
    }

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        boolean told = words.length == 2 && words[0].equals("--rounds") && words[1].matches("[1-9][0-9]{0,2}");
        if (words.length > 0 && !told) {
            System.err.println("bench agents: '" + String.join(" ", words) + "' is not understood; it takes --rounds N (1 to 999)");
            System.exit(USAGE);
        }
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty()) {
            System.err.println("bench agents: " + obstacle);
            System.exit(1);
        }
        Path installation = Path.of(System.getProperty("systole.home"));
        try (Lab lab = Lab.make("ac", installation, List.of("n1"))) {
            LabNode node = lab.node("n1");
            node.powerOn();
            new AgentCosts(installation, node, told ? Integer.parseInt(words[1]) : ROUNDS).measure();
        } catch (LabException failed) {
            System.err.println("bench agents: " + failed.getMessage());
            System.exit(1);
        }
    }

    private void measure() {
        doNothing();
        List<AgentPair> here = AgentPair.all().stream().filter(this::runsHere).toList();
        double computed = 0;
        for (AgentPair pair : here) {
            System.err.println("monitoring: " + pair.service());
            double ours = compare(pair);
            if (AgentPair.all().indexOf(pair) < KINDS) {
                computed += EACH * ours / MILLIS * PERCENT;
            }
        }
        System.out.println(figures.table());
        left.forEach(System.out::println);
        List<AgentPair> twenty = here.stream().filter(pair -> AgentPair.all().indexOf(pair) < KINDS).toList();
        System.err.println("a node of " + twenty.size() * EACH + " services, for " + SECONDS + " s");
        double used = live(twenty);
        System.out.printf(Locale.ROOT, "%d services, %d of each of %s, each monitored every second: the agents alone %.1f %% of a core "
                + "(computed from the table), node and agents %.1f %% (measured for %d s)%n", twenty.size() * EACH, EACH,
                String.join(", ", twenty.stream().map(AgentPair::ours).toList()), computed, used, SECONDS);
    }

    /** What any agent costs that is a script: to start a shell. */
    private void doNothing() {
        String script = "/var/lib/nothing";
        node.write(script, "#!/bin/sh\nexit 0\n");
        node.run("chmod", "755", script).orFail();
        for (int round = 0; round < rounds; round++) {
            figures.add("CPU of a script that does nothing [ms]", "sh", monitors(Path.of(script), Map.of()));
        }
    }

    private boolean runsHere(AgentPair pair) {
        List<String> missing = pair.programs().stream().filter(program -> !Files.isExecutable(Path.of(program))).toList();
        if (!missing.isEmpty()) {
            left.add("left out: " + pair.service() + ": not installed here: " + String.join(" ", missing));
        }
        return missing.isEmpty();
    }

    /** Our median in milliseconds. */
    private double compare(AgentPair pair) {
        AgentPair.Parameters parameters = pair.setting().prepare(node, 0);
        Path ours = installation.resolve("lib/ocf/resource.d/systole").resolve(pair.ours());
        Path theirs = Path.of("/usr/lib/ocf/resource.d/heartbeat", pair.theirs());
        agent(ours, parameters.ours(), "start").orFail();
        var measured = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            double value = monitors(ours, parameters.ours());
            measured.add(value);
            String measure = "CPU of a monitor, " + pair.service() + " [ms]";
            figures.add(measure, "Systole " + pair.ours(), value);
            if (!pair.theirs().isEmpty() && Files.isExecutable(theirs)) {
                figures.add(measure, "ClusterLabs " + pair.theirs(), monitors(theirs, parameters.theirs()));
            }
        }
        agent(ours, parameters.ours(), "stop").orFail();
        return Figures.median(measured);
    }

    /** CPU time of one monitor in milliseconds, the mean of many. */
    private double monitors(Path agent, Map<String, String> parameters) {
        Command loop = Command.of("bash", "-c", LOOP, agent.toString()).within(PATIENCE.multipliedBy(3));
        String said = node.command(environment(loop, parameters)).run().output();
        Matcher matcher = MEASURED.matcher(said);
        if (!matcher.matches()) {
            throw new LabException("the monitor of " + agent + " could not be measured: " + said);
        }
        if (!matcher.group(1).equals("0")) {
            String note = "note: the monitor of " + agent + " returned " + matcher.group(1) + ", so its figure is that of a failure";
            if (!left.contains(note)) {
                left.add(note);
            }
        }
        return (Double.parseDouble(matcher.group(2)) + Double.parseDouble(matcher.group(3))) * MILLIS / RUNS;
    }

    private Command.Result agent(Path agent, Map<String, String> parameters, String action) {
        return node.command(environment(Command.of(agent.toString(), action), parameters)).run();
    }

    private static Command environment(Command command, Map<String, String> parameters) {
        Command all = command.with("OCF_ROOT", "/usr/lib/ocf").with("OCF_RESOURCE_INSTANCE", "cost").with("OCF_RA_VERSION_MAJOR", "1")
                .with("OCF_RA_VERSION_MINOR", "0")
                .with("OCF_RESKEY_CRM_meta_interval", "1000").with("OCF_RESKEY_CRM_meta_timeout", "60000");
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            all = all.with("OCF_RESKEY_" + parameter.getKey(), parameter.getValue());
        }
        return all;
    }

    /** CPU in percent of a core of a whole node with these services. */
    private double live(List<AgentPair> pairs) {
        node.initCluster("cost", List.of(node));
        node.startDaemon();
        var view = new ClusterView(command -> node.command(command).run());
        Await.until("n1 is a member", PATIENCE, () -> view.online("n1"));
        var resources = new StringBuilder("<resources>");
        for (AgentPair pair : pairs) {
            for (int number = 1; number <= EACH; number++) {
                resources.append(primitive(pair, number));
            }
        }
        node.write("/var/lib/part.xml", resources.append("</resources>").toString());
        node.run("crm_attribute", "-t", "crm_config", "-n", "stonith-enabled", "-v", "false").orFail();
        node.run("cibadmin", "--modify", "--allow-create", "--scope", "resources", "--xml-file", "/var/lib/part.xml").orFail();
        String last = pairs.getLast().ours() + "-" + EACH;
        Await.until("all services run", PATIENCE, () -> view.idle() && node.run("crm_resource", "-W", "-r", last).output().contains("n1"));
        // What runs for the first time costs more.
        Await.pass(Duration.ofSeconds(SECONDS / 2));
        var daemon = Pattern.compile("io\\.systole\\.node");
        double before = Footprint.of(node, daemon).cpuSeconds();
        long begin = System.nanoTime();
        Await.pass(Duration.ofSeconds(SECONDS));
        return (Footprint.of(node, daemon).cpuSeconds() - before) / ((System.nanoTime() - begin) / 1e9) * PERCENT;
    }

    private String primitive(AgentPair pair, int number) {
        String id = pair.ours() + "-" + number;
        var xml = new StringBuilder("<primitive id='" + id + "' class='ocf' provider='systole' type='" + pair.ours() + "'>"
                + "<instance_attributes id='" + id + "-p'>");
        pair.setting().prepare(node, number).ours().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(parameter -> xml
                .append("<nvpair id='" + id + "-" + parameter.getKey() + "' name='" + parameter.getKey()
                        + "' value='" + parameter.getValue() + "'/>"));
        return xml + "</instance_attributes><operations><op id='" + id + "-m' name='monitor' interval='1s' timeout='20s'/></operations>"
                + "</primitive>";
    }
}
