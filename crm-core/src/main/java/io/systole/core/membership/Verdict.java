package io.systole.core.membership;

/**
 * Whether a part of the cluster may act, and why.
 *
 * @param quorate whether it may
 * @param tie whether it has exactly half of the votes, so that something else than their number decides
 * @param votes the votes it has
 * @param expected the votes that are counted
 * @param reason one sentence for people
 */
public record Verdict(boolean quorate, boolean tie, int votes, int expected, String reason) {
    /** How many votes decide by themselves. */
    public int needed() {
        return expected / 2 + 1;
    }
}
