package io.systole.lrm;

import io.systole.core.operation.OperationRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What agents say, made fit for eyes and files: the values of secret parameters are taken out, which are those that the agent's
 * meta-data call private, and passwords by whatever name, and what would command a terminal.
 */
final class AgentWords {
    private static final String PRIVATE_NAMES = "op-secure-params";
    private static final String PASSWORD = "passw";
    /** Counts as private where the meta-data mark nothing, but is no secret, and often a word of its own. */
    private static final String USER = "user";
    private static final String HIDDEN = "********";
    /** Shorter values would be found in half of all words. */
    private static final int SHORTEST = 4;
    /** A reason is kept in the CIB of every node, and read in one line. */
    private static final int LONGEST_REASON = 1000;

    private AgentWords() {}

    /** The reason that is kept of this request: one line of bounded length; {@code digests} are those of its result. */
    static String reason(String text, OperationRequest request, SortedMap<String, String> digests) {
        String line = readable(withoutSecrets(text, request, digests)).replace('\n', ' ');
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    /** The output that is kept of this request; its lines stay. */
    static String output(String text, OperationRequest request, SortedMap<String, String> digests) {
        return readable(withoutSecrets(text, request, digests));
    }

    /** Whatever bytes an agent prints, nothing in them moves a cursor, and all of it can stand in XML. */
    private static String readable(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "\uFFFD");
    }

    /** The text without secret values of this request; {@code digests} are those of its result. */
    static String withoutSecrets(String text, OperationRequest request, SortedMap<String, String> digests) {
        List<String> names = Arrays.asList(digests.getOrDefault(PRIVATE_NAMES, "").strip().split(" +"));
        String shown = text;
        // The longest first: a short value may be a part of a longer one.
        for (String value : request.parameters().entrySet().stream()
                .filter(parameter -> secret(parameter.getKey(), names) && parameter.getValue().length() >= SHORTEST)
                .map(parameter -> parameter.getValue()).sorted((a, b) -> b.length() - a.length()).toList()) {
            shown = shown.replace(value, HIDDEN);
        }
        return shown;
    }

    private static boolean secret(String name, List<String> privateNames) {
        return !name.equals(USER) && privateNames.contains(name) || name.toLowerCase(Locale.ROOT).contains(PASSWORD);
    }

    /** The lines of the text that say something, each behind the name of the operation, for the log. */
    static Stream<String> lines(String text, OperationRequest request, long callId) {
        return text.lines().filter(line -> !line.isBlank()).map(line -> request.key() + " (call " + callId + ") said: " + line);
    }
}
