package io.systole.samples.lab;

/** What a node's daemon tells over its socket, as a command that is run on the node. */
public final class DaemonApi {
    private DaemonApi() {}

    /**
     * Asks for a document, such as {@code status} or {@code cib}; the output is empty if nobody answers within five seconds.
     */
    public static Command get(String document) {
        return Command.of("sh", "-c", "curl -s --max-time 5 --unix-socket \"${SYSTOLE_SOCKET:-/run/systole/api.sock}\""
                + " http://localhost/v1/" + document);
    }
}
