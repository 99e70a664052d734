package io.systole.samples.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Some machines on one bridge, or on two: nodes that can lose their power, and a client. Closing it removes everything; making a lab
 * whose name was used by a lab that was killed removes the leftovers first; an interrupted program (Ctrl-C) removes its labs.
 * Two labs may exist at once if their names differ. Not safe for several threads, except for the probes.
 */
public final class Lab implements AutoCloseable {
    /** The network of all machines; nothing else is reachable from it. */
    public static final String NETWORK = "10.77.0.";

    private static final String SECOND_NETWORK = "10.78.0.";
    private static final String CLIENT = "client";
    private static final int FIRST_NODE = 11;
    private static final int CLIENT_NUMBER = 250;

    private final Namespaces namespaces;
    private final Path work;
    private final Path installation;
    private final SequencedMap<String, LabNode> nodes = new LinkedHashMap<>();
    private final List<Probe> probes = new ArrayList<>();
    private final TearDown end = new TearDown(this::tearDown);
    private PowerSwitch power;
    private boolean kept;

    private Lab(String name, Path installation) {
        this.namespaces = new Namespaces(name);
        this.work = Path.of(System.getProperty("java.io.tmpdir"), "systole-lab-" + name);
        this.installation = installation;
    }

    /**
     * Makes the bridge, the client and the nodes' disks; no node is powered on yet.
     *
     * @param name tells labs of one machine apart; short, letters and digits
     * @param installation the installation tree whose programs the nodes run
     * @param nodeNames the nodes; the first has the address 10.77.0.11
     */
    public static Lab make(String name, Path installation, List<String> nodeNames) {
        return make(name, installation, nodeNames, 1);
    }

    /**
     * The same with one or two networks, in both of which each node has an address.
     *
     * @param networks 1 or 2; the second one is 10.78.0.0/24
     */
    public static Lab make(String name, Path installation, List<String> nodeNames, int networks) {
        var lab = new Lab(name, installation);
        lab.removeEverything();
        lab.end.arm();
        try {
            lab.prepare(nodeNames, networks);
            return lab;
        } catch (RuntimeException failed) {
            lab.close();
            throw failed;
        }
    }

    /** Removes what a lab of this name has left, for example one that was kept. */
    public static void remove(String name) {
        new Lab(name, Path.of("/")).removeEverything();
    }

    /** Why no lab can be made here; empty if one can. */
    public static String obstacle() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "namespaces can be made by root only";
        }
        if (!Command.of("ip", "netns", "list").run().ok()) {
            return "'ip netns' does not work here: install iproute2";
        }
        Command.Result test = Command.of("unshare", "--mount", "--pid", "--fork", "true").run();
        return test.ok() ? "" : "this machine does not let root make namespaces: " + test.output().strip();
    }

    private void prepare(List<String> nodeNames, int networks) {
        try {
            Files.createDirectories(work.resolve("common"));
            Files.writeString(initScript(), resource("node-init.sh"));
            Path agent = Files.writeString(Files.createDirectories(work.resolve("sbin")).resolve("fence_lab"), resource("fence_lab"));
            Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwxr-xr-x"));
            namespaces.makeBridges(networks);
            namespaces.attach(CLIENT, List.of(NETWORK + CLIENT_NUMBER));
            var hosts = new StringBuilder("127.0.0.1 localhost\n");
            for (String name : nodeNames) {
                int number = FIRST_NODE + nodes.size();
                List<String> addresses = Stream.of(NETWORK, SECOND_NETWORK).limit(networks).map(network -> network + number).toList();
                Path disk = Files.createDirectories(work.resolve(name));
                nodes.put(name, new LabNode(name, addresses, disk, namespaces, initScript(), installation));
                hosts.append(addresses.getFirst()).append(' ').append(name).append('\n');
            }
            Files.writeString(work.resolve("hosts"), hosts);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the files of the lab in " + work, failed);
        }
    }

    /** The nodes by name, in the order given. */
    public SequencedMap<String, LabNode> nodes() {
        return Collections.unmodifiableSequencedMap(nodes);
    }

    /** The node of this name. */
    public LabNode node(String name) {
        LabNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("the lab has no node " + name + ", only " + nodes.keySet());
        }
        return node;
    }

    /** The folder that all nodes see as {@code /srv/shared}. */
    public Path shared() {
        return work.resolve("common");
    }

    /** The same command as the client runs it: in the client's network, with the host's files. */
    public Command onClient(Command command) {
        return command.behind(namespaces.enter(CLIENT));
    }

    /** Starts a program in the client's network; its output is read from the process. Who starts it ends it. */
    public Process startOnClient(List<String> words) {
        var all = new ArrayList<>(namespaces.enter(CLIENT));
        all.addAll(words);
        try {
            return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException failed) {
            throw new LabException("cannot start " + String.join(" ", words), failed);
        }
    }

    /**
     * A power switch for the fence agent {@code fence_lab}, which all nodes have in {@code /usr/sbin}. It works until the lab is
     * closed.
     */
    public PowerSwitch powerSwitch() {
        if (power == null) {
            power = new PowerSwitch(this, shared().resolve("power"));
            try {
                power.start();
            } catch (IOException failed) {
                throw new LabException("cannot make the power switch", failed);
            }
        }
        return power;
    }

    /**
     * Begins to ask a service from the client, again and again.
     *
     * @param question a command that ends with 0 if the service answers; it must not take longer than a second
     */
    public Probe probe(String service, List<String> question, Duration pause) {
        try {
            var probe = new Probe(service, namespaces.enter(CLIENT), question, pause);
            probes.add(probe);
            return probe;
        } catch (IOException failed) {
            throw new LabException("cannot start the probe of " + service, failed);
        }
    }

    /** From now on {@link #close()} leaves nodes and daemons running; probes end. */
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        end.close();
    }

    /** Also when the program is interrupted. */
    private void tearDown() {
        probes.forEach(Probe::close);
        if (power != null) {
            power.close();
        }
        if (!kept) {
            nodes.values().forEach(LabNode::powerOff);
            removeEverything();
        }
    }

    private void removeEverything() {
        namespaces.removeAll();
        Folder.delete(work);
    }

    private Path initScript() {
        return work.resolve("node-init.sh");
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Lab.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
