package io.systole.samples.faults;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code ./systole soak}: three real daemons on a machine whose cores are all busy, for a while; nobody does anything to them. Each
 * node that is told to be lost, by an alert or in the roles, is a false suspicion. Exit status 1 if there was one.
 */
public final class Soak {
    private static final int USAGE = 64;
    private static final int MINUTES = 20;
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final String NEWS = "/run/soak-alerts";
    private static final String PROGRAM = "/etc/systole/soak-alert.sh";
    private static final Pattern SILENCE = Pattern.compile("nothing was heard for (\\d+) ms");
    private static final Pattern PAUSE = Pattern.compile("this process was paused for (\\d+) ms;");

    private final String detection;
    private final int minutes;
    private final Progress progress = new Progress();

    private Soak(String detection, int minutes) {
        this.detection = detection;
        this.minutes = minutes;
    }

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        String detection = "fast";
        int minutes = MINUTES;
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--minutes") && i + 1 < words.length && words[i + 1].matches("[1-9][0-9]{0,3}")) {
                minutes = Integer.parseInt(words[++i]);
            } else if (words[i].equals("--detection") && i + 1 < words.length && words[i + 1].matches("[a-z]+")) {
                detection = words[++i];
            } else {
                System.err.println("soak: '" + words[i] + "' is not understood; it takes --minutes N (1 to 9999) and --detection PRESET");
                System.exit(USAGE);
            }
        }
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty()) {
            System.err.println("soak: " + obstacle);
            System.exit(1);
        }
        try {
            System.exit(new Soak(detection, minutes).run() ? 0 : 1);
        } catch (LabException | IOException failed) {
            System.err.println("soak: " + failed.getMessage());
            System.exit(1);
        }
    }

    private boolean run() throws IOException {
        List<Process> burners = new CopyOnWriteArrayList<>();
        // Also if somebody has had enough of it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> burners.forEach(Process::destroyForcibly)));
        progress.tell("making three nodes, detection = " + detection);
        try (var cluster = new FaultCluster(Setting.MAJORITY, Path.of(System.getProperty("systole.home")))) {
            cluster.detection(detection);
            cluster.form();
            listen(cluster);
            String roles = cluster.roles();
            int cores = Runtime.getRuntime().availableProcessors();
            for (int core = 0; core < cores; core++) {
                burners.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
            progress.tell("all " + cores + " cores are busy for " + minutes + " minutes");
            boolean quiet = watch(cluster, roles);
            progress.tell("longest silence of a node that was warned of: " + longest(cluster) + "; pauses that daemons noticed: "
                    + pauses(cluster));
            return quiet;
        } finally {
            burners.forEach(Process::destroyForcibly);
        }
    }

    /** From now on every node writes down what the cluster alerts of nodes. */
    private static void listen(FaultCluster cluster) {
        for (LabNode node : cluster.members()) {
            node.write(PROGRAM, "#!/bin/sh\n[ \"$CRM_alert_kind\" != node ] || echo \"$CRM_alert_node $CRM_alert_desc\" >> " + NEWS + "\n");
            node.write(NEWS, "");
            node.run("chmod", "755", PROGRAM).orFail();
            node.run("chmod", "666", NEWS).orFail();
        }
        cluster.members().getFirst().run("cibadmin", "--modify", "--allow-create", "--scope", "alerts", "--xml-text",
                "<alerts><alert id='soak' path='" + PROGRAM + "'/></alerts>").orFail();
        cluster.awaitRest();
    }

    private boolean watch(FaultCluster cluster, String roles) {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        int told = 0;
        boolean quiet = true;
        String before = roles;
        for (int look = 1; System.nanoTime() < end; look++) {
            Await.pass(LOOK);
            List<String> news = news(cluster);
            String now = cluster.roles();
            if (news.size() > told || !now.equals(before)) {
                quiet = false;
                progress.tell("false suspicion: alerts " + news.subList(told, news.size()) + ", roles before: " + before + ", now: " + now);
                told = news.size();
                before = now;
            } else if (look % 12 == 0) {
                progress.tell("nothing has happened");
            }
        }
        progress.tell(quiet ? "0 false suspicions in " + minutes + " minutes" : told + " alerts of nodes in " + minutes + " minutes");
        return quiet;
    }

    private static List<String> news(FaultCluster cluster) {
        return cluster.members().stream().flatMap(node -> node.read(NEWS).lines().map(line -> node.name() + " says: " + line)).toList();
    }

    private static String longest(FaultCluster cluster) {
        return words(cluster, SILENCE).map(Integer::valueOf).max(Integer::compare).map(time -> time + " ms").orElse("none");
    }

    private static List<String> pauses(FaultCluster cluster) {
        return words(cluster, PAUSE).toList();
    }

    private static Stream<String> words(FaultCluster cluster, Pattern pattern) {
        return cluster.members().stream().flatMap(node -> pattern.matcher(node.console()).results().map(found -> found.group(1)));
    }
}
