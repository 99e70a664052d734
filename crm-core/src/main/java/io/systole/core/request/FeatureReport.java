package io.systole.core.request;

import java.util.List;

/**
 * How far an upgrade of the cluster is.
 *
 * @param level the feature level at which the members work together
 * @param sentences who holds it up and who cannot take part, one sentence each; empty if all members run builds of one level
 */
public record FeatureReport(int level, List<String> sentences) {
    /** Nothing is known of levels. */
    public static final FeatureReport NONE = new FeatureReport(1, List.of());

    public FeatureReport {
        sentences = List.copyOf(sentences);
    }
}
