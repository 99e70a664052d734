package io.systole.samples.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    private final HttpsServer server;
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
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity(directory.resolve("host.p12"))));
        server.createContext("/", this::answer);
        server.start();
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
        return server.getAddress().getPort();
    }

    boolean runs(String name) {
        return containers.get(name);
    }

    /** {@code /vX/containers/json}, {@code /vX/containers/NAME/json}, {@code /vX/containers/NAME/kill} and {@code start}. */
    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String name = path.length > 4 ? path[3] : "";
        String word = path[path.length - 1];
        if (word.equals("json") && name.isEmpty()) {
            say(exchange, 200, containers.entrySet().stream().map(one -> "{\"Id\":\"%1$s\",\"Names\":[\"/%1$s\"],\"Status\":\"%2$s\"}"
                    .formatted(one.getKey(), one.getValue() ? "Up 1 second" : "Exited (137)")).collect(Collectors.joining(",", "[", "]")));
        } else if (!containers.containsKey(name)) {
            say(exchange, 404, "{}");
        } else if (word.equals("json")) {
            say(exchange, 200, "{\"State\":{\"Running\":" + containers.get(name) + "}}");
        } else {
            containers.put(name, !word.equals("kill"));
            say(exchange, 204, "");
        }
    }

    private static void say(HttpExchange exchange, int code, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
