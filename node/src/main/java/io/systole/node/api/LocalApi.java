package io.systole.node.api;

import io.systole.core.cib.acl.Access;
import io.systole.core.cib.acl.Subject;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.node.ClusterApi;
import io.systole.node.loop.NodeLoop;
import io.systole.shell.tool.ToolExchange;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server on the node's Unix socket.
 *
 * <table>
 * <caption>Routes</caption>
 * <tr><td>{@code POST /v1/tools/TOOL}</td><td>runs a tool, see {@link ToolExchange}</td></tr>
 * <tr><td>{@code GET /v1/status}</td><td>what the node knows of the cluster, JSON</td></tr>
 * <tr><td>{@code GET /v1/cib}</td><td>this node's CIB, XML</td></tr>
 * <tr><td>{@code GET /v1/events}</td><td>status after each change, server-sent events</td></tr>
 * <tr><td>{@code POST /v1/stop?resources=move|leave}</td><td>orderly stop of the daemon</td></tr>
 * </table>
 *
 * <p>The socket has mode 0660 in a directory of mode 0750: root and, where there is one, the group {@code haclient} can open
 * it. With {@code enable-acl} everybody but root and hacluster gets from the tools what his ACLs allow, see {@link PeerUser};
 * without, who can open it may do everything.
 */
public final class LocalApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalApi.class);
    private static final String GROUP = "haclient";
    private static final String TOOLS = "/v1/tools/";
    private static final List<String> PROTECTED = List.of("/v1/cib", "/v1/stop");
    private static final int LARGEST_REQUEST = 64 << 20;

    private final ClusterApi cluster;
    private final Consumer<String> onStop;
    private final Path socket;
    private final HttpServer server;
    private final ExecutorService toolThreads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile ToolExchange tools;

    /**
     * A server that does not listen yet.
     *
     * @param loop where it lives
     * @param cluster what it tells of
     * @param socket where to listen; a socket without a listener that is there is replaced
     * @param onStop hears {@code move}, {@code leave} or an empty text (as configured) when a stop is asked for
     */
    public LocalApi(NodeLoop loop, ClusterApi cluster, Path socket, Consumer<String> onStop) {
        this.cluster = cluster;
        this.socket = socket;
        this.onStop = onStop;
        this.server = loop.vertx().createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true)
                .setCompressionSupported(false).setIdleTimeout(0));
        server.requestHandler(this::handle);
    }

    /**
     * Listens. Waits until that has worked, so not to be called on the loop.
     *
     * @param exchange runs the tools
     * @throws IOException if the socket cannot be made; the message names it
     */
    public void open(ToolExchange exchange) throws IOException {
        this.tools = exchange;
        try {
            Files.deleteIfExists(socket);
            server.listen(SocketAddress.domainSocketAddress(socket.toString())).toCompletionStage().toCompletableFuture().join();
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
            letGroupIn();
        } catch (CompletionException failed) {
            throw new IOException("cannot listen on " + socket + " (" + failed.getCause().getMessage() + "): check its directory", failed);
        }
    }

    /** Members of Pacemaker's group for cluster users may come as far as the socket; nothing else there is readable for them. */
    private void letGroupIn() throws IOException {
        try {
            GroupPrincipal group = socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(GROUP);
            for (Path each : List.of(socket, socket.toAbsolutePath().getParent())) {
                Files.getFileAttributeView(each, PosixFileAttributeView.class).setGroup(group);
            }
        } catch (UserPrincipalNotFoundException none) {
            LOG.debug("there is no group {}, so only root can use the tools", GROUP);
        } catch (FileSystemException notRoot) {
            LOG.debug("the group {} is not let in: {}", GROUP, notRoot.getMessage());
        }
    }

    private void handle(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        if (request.method() == HttpMethod.POST && path.startsWith(TOOLS)) {
            runTool(request, path.substring(TOOLS.length()));
        } else if (request.method() == HttpMethod.GET && path.equals("/v1/status")) {
            send(request.response(), 200, "application/json", StatusDocument.of(cluster.report(), cluster.cib().version()).encode() + "\n");
        } else if (PROTECTED.contains(path) && limited(request)) {
            send(request.response(), 403, "text/plain", "ACLs are enabled, so " + path + " is for root and hacluster only; the tools give"
                    + " what you may see\n");
        } else if (request.method() == HttpMethod.GET && path.equals("/v1/cib")) {
            send(request.response(), 200, "application/xml", CibWriter.text(cluster.cib()));
        } else if (request.method() == HttpMethod.GET && path.equals("/v1/events")) {
            EventStream.open(cluster, request.response());
        } else if (request.method() == HttpMethod.POST && path.equals("/v1/stop")) {
            stop(request);
        } else {
            send(request.response(), 404, "text/plain", "there is no " + request.method() + " " + path + " here\n");
        }
    }

    private boolean limited(HttpServerRequest request) {
        return Access.limits(cluster.cib(), new Subject(PeerUser.of(request), List.of())).isPresent();
    }

    private void runTool(HttpServerRequest request, String tool) {
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > LARGEST_REQUEST) {
                request.handler(null);
                send(request.response(), 413, "text/plain", tool + ": more than " + (LARGEST_REQUEST >> 20) + " MiB of input\n");
                return;
            }
            body.appendBuffer(part);
        });
        var context = Vertx.currentContext();
        String user = PeerUser.of(request);
        request.endHandler(ended -> {
            if (!request.response().ended()) {
                toolThreads.execute(() -> {
                    byte[] answer = answer(tool, body.getBytes(), user);
                    context.runOnContext(ignored -> sendIfOpen(request.response(), answer));
                });
            }
        });
    }

    private byte[] answer(String tool, byte[] form, String user) {
        try {
            return tools.answer(tool, form, user);
        } catch (RuntimeException bug) {
            LOG.error("{} failed", tool, bug);
            String message = tool + ": internal error, please report it: " + bug + "\n";
            return ("70 0 " + message.getBytes(StandardCharsets.UTF_8).length + "\n" + message)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void sendIfOpen(HttpServerResponse response, byte[] body) {
        if (!response.closed()) {
            response.putHeader("Content-Type", "application/octet-stream").end(Buffer.buffer(body));
        }
    }

    private void stop(HttpServerRequest request) {
        String resources = request.getParam("resources", "");
        if (!resources.isEmpty() && !resources.equals("move") && !resources.equals("leave")) {
            send(request.response(), 400, "text/plain", "resources=" + resources + " is not possible: it takes move or leave\n");
            return;
        }
        send(request.response(), 202, "text/plain", "stopping\n");
        onStop.accept(resources);
    }

    private static void send(HttpServerResponse response, int status, String type, String text) {
        response.setStatusCode(status).putHeader("Content-Type", type + "; charset=utf-8").end(text);
    }

    @Override
    public void close() {
        server.close();
        toolThreads.shutdownNow();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException stays) {
            LOG.warn("cannot delete {}: {}", socket, stays.getMessage());
        }
    }
}
