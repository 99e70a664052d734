package io.systole.core.cib;

import java.util.List;
import java.util.Optional;

/**
 * One difference between two configurations that keeps both sides, so that it can be turned round. Paths have the form of
 * {@link io.systole.core.cib.path.CibPath}; children are named by their steps.
 */
public sealed interface Edit {
    /** The edit that leads back. */
    Edit inverse();

    /** An element that the old configuration had not; {@code position} is its number among the children afterwards. */
    record Added(String parent, int position, Element element) implements Edit {
        @Override
        public Edit inverse() {
            return new Removed(parent, position, element);
        }
    }

    /** An element that the new configuration has not; {@code position} is its number among the children before. */
    record Removed(String parent, int position, Element element) implements Edit {
        @Override
        public Edit inverse() {
            return new Added(parent, position, element);
        }
    }

    /** An attribute with another value; empty: it is absent. */
    record Altered(String path, String attribute, Optional<String> from, Optional<String> to) implements Edit {
        @Override
        public Edit inverse() {
            return new Altered(path, attribute, to, from);
        }
    }

    /** Children that were there before and are there afterwards, in another order. */
    record Reordered(String path, List<String> from, List<String> to) implements Edit {
        public Reordered {
            from = List.copyOf(from);
            to = List.copyOf(to);
            if (!from.stream().sorted().toList().equals(to.stream().sorted().toList())) {
                throw new IllegalArgumentException("the new order in " + path + " does not have the same children as the old one");
            }
        }

        @Override
        public Edit inverse() {
            return new Reordered(path, to, from);
        }
    }
}
