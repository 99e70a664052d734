package io.systole.node.arbitrator;

import io.systole.messaging.ClusterKey;
import io.systole.messaging.ClusterKeyException;
import io.systole.messaging.ClusterKeyFile;
import io.systole.node.config.SettingsException;
import io.systole.node.config.WitnessSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code arbitrator.conf}: {@code listen = ADDRESS[:PORT]}, and for each cluster {@code cluster = NAME KEYFILE}.
 *
 * @param listen where to listen
 * @param clusters the key of each cluster
 */
record ArbitratorSettings(InetSocketAddress listen, SortedMap<String, ClusterKey> clusters) {
    ArbitratorSettings {
        clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
    }

    static ArbitratorSettings read(Path file) {
        try {
            return parse(file, Files.readAllLines(file));
        } catch (NoSuchFileException missing) {
            throw new SettingsException(file + " does not exist: write 'cluster = NAME KEYFILE' into it for each cluster that this machine"
                    + " arbitrates, with a copy of the cluster's key beside it");
        } catch (IOException unreadable) {
            throw new SettingsException(file + " cannot be read (" + unreadable.getMessage() + "): run as root or correct its permissions");
        }
    }

    static ArbitratorSettings parse(Path file, List<String> lines) {
        String listen = "0.0.0.0";
        var clusters = new TreeMap<String, ClusterKey>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceFirst("#.*", "").strip();
            String place = file + ":" + (i + 1) + ": ";
            String[] pair = text.split("\\s*=\\s*", 2);
            if (text.isEmpty()) {
                continue;
            }
            if (pair.length == 2 && pair[0].equals("listen")) {
                listen = pair[1];
            } else if (pair.length == 2 && pair[0].equals("cluster")) {
                addCluster(place, file, pair[1], clusters);
            } else {
                throw new SettingsException(place + "'" + text + "' is not possible: it takes 'listen = ADDRESS:PORT' or"
                        + " 'cluster = NAME KEYFILE'");
            }
        }
        if (clusters.isEmpty()) {
            throw new SettingsException(file + " names no cluster: add 'cluster = NAME KEYFILE'");
        }
        return new ArbitratorSettings(address(file, listen), clusters);
    }

    private static void addCluster(String place, Path file, String value, SortedMap<String, ClusterKey> clusters) {
        String[] words = value.split("\\s+");
        if (words.length != 2) {
            throw new SettingsException(place + "cluster = " + value + " is not a name and the file of its key");
        }
        try {
            ClusterKey key = new ClusterKeyFile(file.resolveSibling(words[1])).read();
            if (clusters.putIfAbsent(words[0], key) != null) {
                throw new SettingsException(place + "cluster " + words[0] + " is there twice: remove one of the two lines");
            }
        } catch (ClusterKeyException wrong) {
            throw new SettingsException(place + wrong.getMessage());
        }
    }

    private static InetSocketAddress address(Path file, String text) {
        int colon = text.lastIndexOf(':');
        String port = colon < 0 ? Integer.toString(WitnessSettings.DEFAULT_PORT) : text.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new SettingsException(file + ": listen = " + text + " is not possible: it takes an address and a port, for example"
                    + " 0.0.0.0:" + WitnessSettings.DEFAULT_PORT);
        }
        var address = new InetSocketAddress(colon < 0 ? text : text.substring(0, colon), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new SettingsException(file + ": listen = " + text + ": this address is not known here");
        }
        return address;
    }
}
