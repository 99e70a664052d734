package io.systole.samples.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** As much of a container engine, on loopback, as {@code fence_docker} talks to; its containers are names that run or do not. */
final class ContainerHost implements AutoCloseable {
    private static final String SECRET = "changeit";

    private final ServerSocket server;
    private final Map<String, Boolean> containers = new ConcurrentSkipListMap<>();

    /**
     * With these containers, all of which run.
     *
     * @param directory for the certificate that it makes
     */
    ContainerHost(Path directory, String... names) throws IOException, GeneralSecurityException {
        for (String name : names) {
            containers.put(name, true);
        }
        server = identity(directory.resolve("host.p12")).getServerSocketFactory()
                .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    private static SSLContext identity(Path file) throws IOException, GeneralSecurityException {
        Command.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString(), "-genkeypair", "-alias", "host", "-keyalg", "EC",
                "-dname", "CN=localhost", "-keystore", file.toString(), "-storepass", SECRET).run().orFail();
        KeyStore store = KeyStore.getInstance(file.toFile(), SECRET.toCharArray());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return server.getLocalPort();
    }

    boolean runs(String name) {
        return containers.get(name);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                var input = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                String request = input.readLine();
                for (String header = request; header != null && !header.isEmpty();) {
                    header = input.readLine();
                }
                client.getOutputStream().write((request == null ? "" : answer(request.split(" ")[1])).getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // The test is over, or the agent has given up; the next one may ask.
                continue;
            }
        }
    }

    /** {@code /vX/containers/json?…}, {@code /vX/containers/NAME/json}, {@code /vX/containers/NAME/kill} and {@code start}. */
    private String answer(String address) {
        String[] path = address.replaceAll("\\?.*", "").split("/");
        String name = path.length > 4 ? path[3] : "";
        String word = path[path.length - 1];
        if (word.equals("json") && name.isEmpty()) {
            return response("200 OK", containers.entrySet().stream()
                    .map(one -> "{\"Id\":\"%1$s\",\"Names\":[\"/%1$s\"],\"Status\":\"%2$s\"}"
                            .formatted(one.getKey(), one.getValue() ? "Up 1 second" : "Exited (137)"))
                    .collect(Collectors.joining(",", "[", "]")));
        }
        if (!containers.containsKey(name)) {
            return response("404 Not Found", "{}");
        }
        if (word.equals("json")) {
            return response("200 OK", "{\"State\":{\"Running\":" + containers.get(name) + "}}");
        }
        containers.put(name, !word.equals("kill"));
        return response("204 No Content", "");
    }

    private static String response(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
