package io.systole.core.request;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be said of votes.
 *
 * @param sentences who has which, what decides, what happens to who loses
 * @param risks what may go wrong with these settings, one sentence each; empty if nothing runs twice
 */
public record QuorumReport(List<String> sentences, List<String> risks) {
    /** Nothing is known of votes. */
    public static final QuorumReport NONE = new QuorumReport(List.of(), List.of());

    public QuorumReport {
        sentences = List.copyOf(sentences);
        risks = List.copyOf(risks);
    }

    /** The same with another risk. */
    public QuorumReport withRisk(String risk) {
        return new QuorumReport(sentences, Stream.concat(risks.stream(), Stream.of(risk)).toList());
    }
}
