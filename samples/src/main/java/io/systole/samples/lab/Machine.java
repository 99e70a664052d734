package io.systole.samples.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A machine of a laboratory that can be a node of a cluster, whatever it is made of. Its disk outlives a power cut. */
public interface Machine {
    /** Where a node has its settings. */
    String SETTINGS = "/etc/systole/systole.conf";

    /** The node's name. */
    String name();

    /** Its addresses, one in each network. */
    List<String> addresses();

    /** True between {@link #powerOn()} and {@link #powerOff()}. */
    boolean powered();

    /** Boots the machine: network and files, no daemon yet. Returns when commands can be run. */
    void powerOn();

    /**
     * Cuts the power.
     *
     * @return the moment just before, as {@link System#nanoTime()}
     */
    long powerOff();

    /**
     * Runs a command in the machine, with our programs in its path, and gives what came of it.
     *
     * @throws LabException if it has no power, or loses it meanwhile
     */
    Command.Result run(Command command);

    /** The same for a command of these words. */
    default Command.Result run(String... words) {
        return run(Command.of(words));
    }

    /** The text of a file of the machine. */
    String read(String path);

    /** Writes a file of the machine; its directory is made if it is missing. */
    void write(String path, String text);

    /** Starts {@code systoled} with these options in the background; does not wait until it is ready. */
    void startDaemon(String... options);

    /** What the daemon has printed since the laboratory was made. */
    String console();

    /** What the daemon knows of the cluster around it, JSON; empty without power or answer. */
    default String status() {
        return powered() ? run(DaemonApi.get("status")).output() : "";
    }

    /** Makes a cluster of these nodes from here, as the README says: settings, key and first CIB of this node. */
    default void initCluster(String cluster, Collection<? extends Machine> members) {
        var init = new ArrayList<>(List.of("crm", "cluster", "init", "--name", cluster));
        members.forEach(node -> init.addAll(List.of("--node", node.name() + "=" + String.join(",", node.addresses()))));
        run(init.toArray(String[]::new)).orFail();
    }

    /** Takes over settings and cluster key of a node on which {@link #initCluster} was run, as a person does with {@code scp}. */
    default void takeSettingsOf(Machine first) {
        String key = "/etc/systole/cluster.key";
        write(SETTINGS, first.read(SETTINGS));
        write(key, first.read(key));
        run("chmod", "600", key).orFail();
    }
}
