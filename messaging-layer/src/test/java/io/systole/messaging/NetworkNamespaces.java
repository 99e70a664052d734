package io.systole.messaging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Machines for poor people: network namespaces, joined by one bridge for each network in a further one. Needs root; cleans up after
 * itself.
 */
final class NetworkNamespaces implements AutoCloseable {
    private final String prefix = "systole-" + ProcessHandle.current().pid();
    private final boolean[] ipv6;
    private final List<String> made = new ArrayList<>();

    /** Nodes n1, n2 and so on, in as many networks as there are families given. */
    NetworkNamespaces(int nodes, boolean... ipv6) {
        this.ipv6 = ipv6;
        add("switch");
        for (int network = 1; network <= ipv6.length; network++) {
            ip("-n", space("switch"), "link", "add", "bridge" + network, "type", "bridge");
            ip("-n", space("switch"), "link", "set", "bridge" + network, "up");
        }
        for (int i = 1; i <= nodes; i++) {
            String node = "n" + i;
            add(node);
            ip("-n", space(node), "link", "set", "lo", "up");
            for (int network = 1; network <= ipv6.length; network++) {
                attach(node, network);
            }
        }
    }

    void attach(String node, int network) {
        String port = port(node, network);
        String nic = "eth" + (network - 1);
        ip("link", "add", nic, "netns", space(node), "type", "veth", "peer", "name", port, "netns", space("switch"));
        ip("-n", space("switch"), "link", "set", port, "master", "bridge" + network, "up");
        // Duplicate address detection would only delay the start.
        ip("-n", space(node), "address", "add", address(node, network) + (ipv6[network - 1] ? "/64" : "/24"), "dev", nic, "nodad");
        ip("-n", space(node), "link", "set", nic, "up");
    }

    static boolean possible() {
        return "root".equals(System.getProperty("user.name")) && attempt("ip", "netns", "list") == 0
                && attempt("unshare", "--net", "true") == 0;
    }

    String address(String node, int network) {
        return (ipv6[network - 1] ? "fd00:77:" + (98 + network) + "::" : "10.77." + (98 + network) + ".") + node.substring(1);
    }

    /** The addresses of a node in all networks, with commas. */
    String addresses(String node) {
        List<String> all = new ArrayList<>();
        for (int network = 1; network <= ipv6.length; network++) {
            all.add(address(node, network));
        }
        return String.join(",", all);
    }

    void unplug(String node, int network) {
        ip("-n", space("switch"), "link", "set", port(node, network), "down");
    }

    void plug(String node, int network) {
        ip("-n", space("switch"), "link", "set", port(node, network), "up");
    }

    /** Takes the interface away, as a driver does that is unloaded; {@link #attach} makes another one of that name and address. */
    void detach(String node, int network) {
        ip("-n", space(node), "link", "delete", "eth" + (network - 1));
    }

    private static String port(String node, int network) {
        return "port" + network + "-" + node;
    }

    Process run(String node, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", space(node)));
        whole.addAll(command);
        return new ProcessBuilder(whole).redirectErrorStream(true).start();
    }

    @Override
    public void close() {
        made.reversed().forEach(name -> attempt("ip", "netns", "delete", name));
    }

    private void add(String name) {
        ip("netns", "add", space(name));
        made.add(space(name));
    }

    private String space(String name) {
        return prefix + "-" + name;
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        if (attempt(command.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("failed: " + String.join(" ", command));
        }
    }

    private static int attempt(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor();
        } catch (IOException missing) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
