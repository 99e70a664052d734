package io.systole.messaging;

import java.io.IOException;
import java.net.Socket;

/** The only bytes on a connection of {@link ProcessWatch}: one sealed {@link Hello} each way. Any thread may call. */
final class WatchHandshake {
    static final int MILLIS = 1000;

    private final RefusedDatagrams refused;
    private final Sealer sealer;
    private final Opener opener;

    WatchHandshake(KeyRing keys, RefusedDatagrams refused) {
        this.refused = refused;
        this.sealer = keys.sealer("process watch");
        this.opener = keys.opener("process watch");
    }

    void write(Socket socket, Hello hello) throws IOException {
        socket.getOutputStream().write(hello.seal(sealer));
    }

    Hello read(Socket socket) throws IOException {
        byte[] frame = socket.getInputStream().readNBytes(Hello.SEALED_LENGTH);
        return switch (opener.open(frame, 0, frame.length)) {
            case Opened.Plain plain -> Hello.read(plain.bytes());
            case Opened.Copy copy -> throw new IOException("a hello that was used before");
            case Opened.Refused no -> {
                if (frame.length > 0) {
                    refused.note(no.why(), socket.getInetAddress());
                }
                throw new IOException("no authentic hello");
            }
        };
    }
}
