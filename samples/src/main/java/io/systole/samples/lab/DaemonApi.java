package io.systole.samples.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a node's daemon tells and does over its socket, as a command that is run on the node. */
public final class DaemonApi {
    private DaemonApi() {}

    /**
     * Asks for a document, such as {@code status} or {@code cib}; the output is empty if nobody answers within five seconds.
     */
    public static Command get(String document) {
        return Command.of("sh", "-c", "curl -s --max-time 5 --unix-socket \"${SYSTOLE_SOCKET:-/run/systole/api.sock}\""
                + " http://localhost/v1/" + document);
    }

    /**
     * Has the daemon run a tool, as the front of the tools does, but for a fraction of its processes; {@link #done} tells what came of it.
     *
     * @param words of a command such as {@code crm_attribute}, which reads no file and no input
     */
    public static Command tool(String... words) {
        var curl = new ArrayList<>(List.of("curl", "-s", "--unix-socket", "/run/systole/api.sock", "--data-urlencode", "user=root"));
        Stream.of(words).skip(1).forEach(word -> curl.addAll(List.of("--data-urlencode", "arg=" + word)));
        curl.add("http://localhost/v1/tools/" + words[0]);
        return Command.of(curl.toArray(String[]::new));
    }

    /** Whether a tool that was run so has ended with 0. */
    public static boolean done(Command.Result result) {
        return result.ok() && result.output().startsWith("0 ");
    }
}
