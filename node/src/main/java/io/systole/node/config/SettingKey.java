package io.systole.node.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every word that may stand left of the {@code =} in {@code systole.conf}. */
enum SettingKey {
    CLUSTER("cluster", "a name, for example: cluster = web"),
    NAME("name", "this node's name, by default the host name, for example: name = n1"),
    NODE("node", "one line for each node with its name and its address in each network, for example: node = n1 10.0.0.1 10.1.0.1"),
    PORT("port", "a port from 1 to 65534, for example: port = 5405"),
    TRANSPORT("transport", "unicast or multicast"),
    MULTICAST("multicast", "a multicast group, or one for each link, for example: multicast = 239.255.83.89 ff15::5359"),
    DETECTION("detection", "express, fast, default or relaxed"),
    KEEPALIVE("keepalive", "the time between two heartbeats, such as 400ms"),
    DEADTIME("deadtime", "the silence after which a node is lost, such as 2s or 900ms"),
    WARNTIME("warntime", "the silence that is logged as a late heartbeat, such as 1200ms"),
    INITDEAD("initdead", "how long a starting cluster waits for nodes that were never seen, such as 10s"),
    RESTART_GRACE("restart_grace", "how long a crashed daemon on a living host may take to come back before it is fenced, such as 3s"),
    TWO_NODE("two_node", "yes or no"),
    WAIT_FOR_ALL("wait_for_all", "yes or no"),
    VOTES("votes", "one line for each node that has not 1 vote, for example: votes = n1 2"),
    TIE_BREAKER("tie_breaker", "lowest, highest, none, or names of nodes of which the first that counts decides"),
    LAST_MAN_STANDING("last_man_standing", "yes or no"),
    LAST_MAN_STANDING_WINDOW("last_man_standing_window", "a time such as 10s"),
    ARBITRATOR("arbitrator", "address and port of an arbitrator, for example: arbitrator = 10.0.9.1:5407"),
    PING("ping", "the address of a gateway that no node of this cluster has, for example: ping = 10.0.0.254"),
    DISK("disk", "the path of a block device or file that all nodes share, for example: disk = /dev/disk/by-id/witness"),
    FENCE_DISK("fence_disk", "the path of a block device or file that all nodes share, for example: fence_disk = /dev/disk/by-id/fence"),
    SELF_FENCING_TIME("self_fencing_time", "a time such as 15s, auto, or off"),
    WATCHDOG("watchdog", "process, none, or the path of a watchdog device"),
    SELF_RESET("self_reset", "yes (the daemon may reset this machine) or no"),
    ON_STOP("on_stop", "move (stop resources here, start them elsewhere) or leave (they run on)"),
    STOP_TIMEOUT("stop_timeout", "a time such as 90s, 20min or 1h"),
    PARALLEL_OPERATIONS("parallel_operations", "how many agents may run at once, 1 to 1000"),
    NODE_ACTION_LIMIT("node_action_limit", "how many actions the cluster does at a time on this node, 1 to 1000, or 0: twice its cores"),
    LOAD_AVERAGE("load_average", "own, or shared (the machine carries more than this node, so its load average says nothing about it)"),
    LOG_LEVEL("log_level", "debug, info, warn or error");

    private final String word;
    private final String takes;

    SettingKey(String word, String takes) {
        this.word = word;
        this.takes = takes;
    }

    String word() {
        return word;
    }

    /** What the value looks like, for messages. */
    String takes() {
        return takes;
    }

    static Optional<SettingKey> of(String word) {
        return Arrays.stream(values()).filter(key -> key.word.equals(word)).findFirst();
    }

    /** All words that may stand before the equals sign. */
    static List<String> words() {
        return Arrays.stream(values()).map(SettingKey::word).toList();
    }
}
