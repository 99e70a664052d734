package io.systole.core.cib.xml;

/**
 * How much XML is accepted.
 *
 * @param size characters of the text
 * @param depth elements inside each other
 * @param attributes attributes of one element
 */
record Limits(int size, int depth, int attributes) {
    /** Above any real cluster: 32 nodes with 5 000 resources, all histories full, have 92 MB. */
    static final Limits DEFAULT = new Limits(128 * 1024 * 1024, 100, 500);

    String tooLarge(int found) {
        return "the text has " + found + " characters, more than " + size + " are not accepted";
    }
}
