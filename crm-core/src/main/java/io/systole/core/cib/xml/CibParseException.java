package io.systole.core.cib.xml;

/**
 * A text is not the XML that was asked for. The message is one sentence that starts with the place
 * ({@code line 3, column 5: …}); callers that know a file name put it in front.
 */
public final class CibParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    public CibParseException(Place place, String sentence) {
        super(place + ": " + sentence);
        this.place = place;
    }

    /** Where the text could not be read any further. */
    public Place place() {
        return place;
    }
}
