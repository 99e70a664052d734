package io.systole.core.scheduler.constraint;

import io.systole.core.option.Score;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;

/**
 * The wish that one resource be where another is, or not be there (rule 2:P-401).
 *
 * @param id the constraint
 * @param dependent the resource that is placed by it
 * @param primary the resource that it is placed with
 * @param dependentRole in which role the dependent counts; UNKNOWN for every role
 * @param primaryRole in which role the primary counts; UNKNOWN for every role
 * @param score how strong
 * @param attribute which node attribute must be the same; normally {@code #uname}
 * @param influence the dependent's preferences count for an active primary
 * @param explicit from the CIB
 */
public record Colocation(
        String id,
        Resource dependent,
        Resource primary,
        Role dependentRole,
        Role primaryRole,
        int score,
        String attribute,
        boolean influence,
        boolean explicit) {
    public static final String NODE_NAME = "#uname";

    /** INFINITY or −INFINITY. */
    public boolean absolute() {
        return Math.abs(score) >= Score.INFINITY;
    }

    /** The dependent cannot be anywhere else. */
    public boolean mandatory() {
        return score >= Score.INFINITY;
    }

    /** Whether the dependent's preferences count now (rule 2:P-403). */
    public boolean hasInfluence() {
        return hasInfluence(primary);
    }

    /**
     * Whether the dependent's preferences count now for {@code one}, the primary or a part of it. A container that runs well is
     * never moved for the sake of its connection (rule 4:B-37).
     */
    public boolean hasInfluence(Resource one) {
        boolean ofReplica = dependent.isConnection() && dependent.inBundle();
        if (ofReplica && !one.failed() && one.activeOn().size() == 1) {
            return false;
        }
        return influence || one.activeOn().isEmpty();
    }
}
