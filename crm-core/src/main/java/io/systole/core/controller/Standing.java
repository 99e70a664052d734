package io.systole.core.controller;

/**
 * What a node is in its cluster, in short; as of its last event, so a node that stands still may be wrong.
 *
 * @param term the highest term that it knows; 0 before it was started
 * @param leads whether it holds the DC role
 * @param acts whether it is DC with quorum and its lease holds: then it may give orders
 */
public record Standing(long term, boolean leads, boolean acts) {
    /** Before the start. */
    public static final Standing NONE = new Standing(0, false, false);
}
