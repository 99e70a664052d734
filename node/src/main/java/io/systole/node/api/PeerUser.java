package io.systole.node.api;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Who is at the other end of a Unix socket: the user that the kernel vouches for. */
final class PeerUser {
    private static final SocketOption<UnixDomainPrincipal> CREDENTIALS = ExtendedSocketOptions.SO_PEERCRED;

    private PeerUser() {}

    /** The user's name, his number if he has none; empty if the kernel does not tell, so that ACLs allow nothing. */
    static String of(HttpServerRequest request) {
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return "";
        }
        Channel channel = connection.channel();
        UnixDomainPrincipal peer = channel.config().getOption(NioChannelOption.of(CREDENTIALS));
        return peer == null ? "" : peer.user().getName();
    }
}
