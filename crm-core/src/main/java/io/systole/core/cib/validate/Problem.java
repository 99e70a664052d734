package io.systole.core.cib.validate;

/**
 * Something in a CIB that is wrong or doubtful.
 *
 * @param severity whether the CIB can be accepted nevertheless
 * @param place the element, and its line if the CIB was read from a text: {@code primitive "web" (line 12)}
 * @param text what is wrong there and what helps, one sentence
 */
public record Problem(Severity severity, String place, String text) {
    /** How bad it is. */
    public enum Severity {
        /** The CIB must not become the cluster's configuration. */
        ERROR,
        /** The CIB can be used, but probably not in the way that was meant. */
        WARNING
    }

    @Override
    public String toString() {
        return (severity == Severity.ERROR ? "error: " : "warning: ") + place + ": " + text;
    }
}
