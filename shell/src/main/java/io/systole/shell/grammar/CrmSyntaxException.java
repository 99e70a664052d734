package io.systole.shell.grammar;

/** A statement of the crm language cannot be understood or applied; the message is one sentence that names the place. */
public final class CrmSyntaxException extends RuntimeException {
    private final int line;

    /** A problem in a statement whose line is not known (yet). */
    public CrmSyntaxException(String message) {
        this(0, message);
    }

    private CrmSyntaxException(int line, String message) {
        super(line > 0 ? "line " + line + ": " + message : message);
        this.line = line;
    }

    /** The same problem with the number of its line, from 1; a line that is known already is kept. */
    public CrmSyntaxException at(int number) {
        return line > 0 || number == 0 ? this : new CrmSyntaxException(number, getMessage());
    }
}
