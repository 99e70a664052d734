package io.systole.samples.fuzz;

import io.systole.core.cib.Cib;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells which known differences explain that the answers to a cluster differ. For one thread. */
final class Judge {
    private final Comparison comparison;

    Judge(Comparison comparison) {
        this.comparison = comparison;
    }

    /** A smallest set of causes without which both agree; empty if there is none, so that the difference is not explained. */
    Optional<Set<KnownDifference>> explain(Cib cib) {
        List<KnownDifference> present = Stream.of(KnownDifference.values()).filter(one -> one.without(cib) != cib).toList();
        for (KnownDifference one : present) {
            if (agreed(cib, EnumSet.of(one))) {
                return Optional.of(EnumSet.of(one));
            }
        }
        for (KnownDifference one : present) {
            for (KnownDifference other : present.subList(present.indexOf(one) + 1, present.size())) {
                if (agreed(cib, EnumSet.of(one, other))) {
                    return Optional.of(EnumSet.of(one, other));
                }
            }
        }
        Set<KnownDifference> causes = EnumSet.allOf(KnownDifference.class);
        if (!agreed(cib, causes)) {
            return Optional.empty();
        }
        for (KnownDifference one : KnownDifference.values()) {
            Set<KnownDifference> fewer = EnumSet.copyOf(causes);
            fewer.remove(one);
            if (!fewer.isEmpty() && agreed(cib, fewer)) {
                causes = fewer;
            }
        }
        return Optional.of(causes);
    }

    private boolean agreed(Cib cib, Set<KnownDifference> without) {
        Cib left = cib;
        for (KnownDifference cause : without) {
            left = cause.without(left);
        }
        try {
            return left != cib && comparison.difference(left).isEmpty();
        } catch (RealScheduler.Refused aborted) {
            return false;
        }
    }
}
