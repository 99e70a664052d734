package io.systole.core.cib.xml;

/**
 * How much XML is accepted.
 *
 * @param size characters of the text
 * @param depth elements inside each other
 * @param attributes attributes of one element
 */
record Limits(int size, int depth, int attributes) {
    /** Far above any real cluster (a 40-node status section has about 1 MB) and far below the daemon's heap. */
    static final Limits DEFAULT = new Limits(64 * 1024 * 1024, 100, 500);

    String tooLarge(int found) {
        return "the text has " + found + " characters, more than " + size + " are not accepted";
    }
}
