package io.systole.lrm;

import io.systole.core.operation.OperationRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What agents say, made fit for eyes and files: the values of secret parameters are taken out, which are those that the agent's
 * meta-data call private, and passwords by whatever name.
 */
final class AgentWords {
    private static final String PRIVATE_NAMES = "op-secure-params";
    private static final String PASSWORD = "passw";
    /** Counts as private where the meta-data mark nothing, but is no secret, and often a word of its own. */
    private static final String USER = "user";
    private static final String HIDDEN = "********";
    /** Shorter values would be found in half of all words. */
    private static final int SHORTEST = 4;

    private AgentWords() {}

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
