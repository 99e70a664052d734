package io.systole.node.arbitrator;

import io.systole.messaging.ArbitratorServer;
import io.systole.messaging.ClusterKey;
import io.systole.messaging.ClusterKeyException;
import io.systole.messaging.ClusterKeyFile;
import io.systole.messaging.KeyStore;
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
 * @param clusters the key of each cluster, and the file in which a new one is kept
 */
record ArbitratorSettings(InetSocketAddress listen, SortedMap<String, ArbitratorServer.Secret> clusters) {
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
        var clusters = new TreeMap<String, ArbitratorServer.Secret>();
        var files = new TreeMap<Path, String>();
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
                addCluster(place, file, pair[1], clusters, files);
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

    private static void addCluster(String place, Path file, String value, SortedMap<String, ArbitratorServer.Secret> clusters,
            SortedMap<Path, String> files) {
        String[] words = value.split("\\s+");
        if (words.length != 2) {
            throw new SettingsException(place + "cluster = " + value + " is not a name and the file of its key");
        }
        if (clusters.containsKey(words[0])) {
            throw new SettingsException(place + "cluster " + words[0] + " is there twice: remove one of the two lines");
        }
        try {
            Path keyFile = file.resolveSibling(words[1]).toAbsolutePath().normalize();
            var store = new ClusterKeyFile(keyFile);
            ClusterKey key = store.read();
            String other = files.putIfAbsent(keyFile, words[0]);
            if (other != null) {
                KeyStore shared = KeyStore.refusing("its key file " + keyFile + " serves the clusters " + other + " and " + words[0]
                        + ": give each a copy of its own in arbitrator.conf, and start the arbitrator anew");
                clusters.computeIfPresent(other, (name, secret) -> new ArbitratorServer.Secret(secret.key(), shared));
                clusters.put(words[0], new ArbitratorServer.Secret(key, shared));
            } else {
                clusters.put(words[0], new ArbitratorServer.Secret(key, store));
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
