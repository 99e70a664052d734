package io.systole.lrm.instant;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Which addresses and mount points stand in the parameters of a resource, whatever the parameters are called. */
final class NamedSigns {
    private NamedSigns() {}

    /** The signs that these values name: {@code 10.0.0.1}, {@code 10.0.0.1/24}, {@code fd00::1}, {@code /srv/data}; also several in one. */
    static Stream<Sign> in(Collection<String> values) {
        return values.stream().flatMap(value -> Stream.of(value.split("[\\s,]+"))).filter(word -> !word.isEmpty())
                .flatMap(word -> Stream.concat(address(word).stream(), mount(word).stream()));
    }

    private static Optional<Sign> address(String word) {
        int slash = word.indexOf('/');
        String bare = slash < 0 ? word : word.substring(0, slash);
        if (bare.indexOf('.') < 0 && bare.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            // Never asks a name server.
            return Optional.of(new Sign.Address(InetAddress.ofLiteral(bare)));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<Sign> mount(String word) {
        if (!word.startsWith("/")) {
            return Optional.empty();
        }
        String point = word.length() > 1 && word.endsWith("/") ? word.substring(0, word.length() - 1) : word;
        return Optional.of(new Sign.Mount(point));
    }
}
