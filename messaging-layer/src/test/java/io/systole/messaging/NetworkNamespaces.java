package io.systole.messaging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Machines for poor people: network namespaces, joined by a bridge in a further one. Needs root; cleans up after itself. */
final class NetworkNamespaces implements AutoCloseable {
    private final String prefix = "systole-" + ProcessHandle.current().pid();
    private final boolean ipv6;
    private final List<String> made = new ArrayList<>();

    NetworkNamespaces(int nodes, boolean ipv6) {
        this.ipv6 = ipv6;
        add("switch");
        ip("-n", space("switch"), "link", "add", "bridge", "type", "bridge");
        ip("-n", space("switch"), "link", "set", "bridge", "up");
        for (int i = 1; i <= nodes; i++) {
            String node = "n" + i;
            add(node);
            ip("link", "add", "eth0", "netns", space(node), "type", "veth", "peer", "name", "port-" + node, "netns", space("switch"));
            ip("-n", space("switch"), "link", "set", "port-" + node, "master", "bridge", "up");
            // Duplicate address detection would only delay the start.
            ip("-n", space(node), "address", "add", address(node) + (ipv6 ? "/64" : "/24"), "dev", "eth0", "nodad");
            ip("-n", space(node), "link", "set", "lo", "up");
            ip("-n", space(node), "link", "set", "eth0", "up");
        }
    }

    static boolean possible() {
        return "root".equals(System.getProperty("user.name")) && attempt("ip", "netns", "list") == 0
                && attempt("unshare", "--net", "true") == 0;
    }

    String address(String node) {
        return (ipv6 ? "fd00:77:99::" : "10.77.99.") + node.substring(1);
    }

    void unplug(String node) {
        ip("-n", space("switch"), "link", "set", "port-" + node, "down");
    }

    void plug(String node) {
        ip("-n", space("switch"), "link", "set", "port-" + node, "up");
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
