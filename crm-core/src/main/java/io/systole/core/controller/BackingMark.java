package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.fencing.Unwatched;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How well the configuration is backed, as attributes of the root element, so that this is saved, sent and compared together with
 * the content ({@link io.systole.core.peer.CopyState}): in which term a DC with quorum last changed it, and up to which epoch, if
 * it was changed without one since. Clients see neither.
 */
final class BackingMark {
    private static final String TERM = "systole-term";
    private static final String EPOCH = "systole-backed-epoch";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private BackingMark() {}

    /** The term in which a DC with quorum last changed it; 0 if none did. */
    static long term(Cib cib) {
        return number(cib.root().get(TERM), 0);
    }

    /** The epoch of the last change with quorum; that of the CIB unless others were made since. */
    static long epoch(Cib cib) {
        return Math.min(number(cib.root().get(EPOCH), Long.MAX_VALUE), cib.version().epoch());
    }

    /** True if a quorum stands behind all of it, in this term. */
    static boolean backed(Cib cib, long term) {
        return cib.root().get(EPOCH) == null && term(cib) == term;
    }

    /** The CIB with a quorum behind it. */
    static Cib back(Cib cib, long term) {
        return cib.withAttribute(TERM, Long.toString(term)).withAttribute(EPOCH, null);
    }

    /** A change that no quorum stands behind: it counts as much as before. */
    static Cib unbacked(Cib changed, Cib before) {
        return changed.withAttribute(TERM, before.root().get(TERM)).withAttribute(EPOCH, Long.toString(epoch(before)));
    }

    /** The CIB with the marks of another one, those of {@link Unwatched} too. */
    static Cib like(Cib cib, Cib other) {
        return Unwatched.like(cib, other).withAttribute(TERM, other.root().get(TERM)).withAttribute(EPOCH, other.root().get(EPOCH));
    }

    /** As clients see it: without marks. */
    static Cib without(Cib cib) {
        return Unwatched.with(cib, List.of()).withAttribute(TERM, null).withAttribute(EPOCH, null);
    }

    private static long number(String value, long otherwise) {
        return value != null && NUMBER.matcher(value).matches() ? Long.parseLong(value) : otherwise;
    }
}
