package io.systole.core.cib;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random element trees below {@code <cib>}, and random changes of them; some well-behaved, some as odd as XML allows. */
public final class RandomCibs {
    private static final List<String> TAGS = List.of("primitive", "group", "nvpair", "op", "x", "y");
    private static final List<String> VALUES =
            List.of("", "1", "INFINITY", "a b", "<&>\"'", "line\nbreak\tand tab", "äö€😀", "]]>", " blank ", "x]/y[@id='z']");
    private final RandomGenerator random;

    public RandomCibs(RandomGenerator random) {
        this.random = random;
    }

    /** A CIB with some tree in it. */
    public Cib cib() {
        return Cib.of(Element.of("cib", "epoch", "1", "admin_epoch", "0", "num_updates", "0").withChildren(children(3, random.nextInt(5))));
    }

    /** The CIB with a number of random changes, at its next version. */
    public Cib changed(Cib cib) {
        Element root = cib.root();
        for (int i = random.nextInt(6); i > 0; i--) {
            root = changed(root);
        }
        return Cib.of(root).withVersion(cib.version().nextEpoch());
    }

    private Element changed(Element element) {
        List<Element> children = element.children();
        if (!children.isEmpty() && random.nextInt(4) > 0) {
            int at = random.nextInt(children.size());
            var copy = new ArrayList<>(children);
            copy.set(at, changed(children.get(at)));
            return element.withChildren(copy);
        }
        var copy = new ArrayList<>(children);
        switch (random.nextInt(8)) {
            case 0 -> copy.add(random.nextInt(copy.size() + 1), element(2));
            case 1 -> {
                if (!copy.isEmpty()) {
                    copy.remove(random.nextInt(copy.size()));
                }
            }
            case 2 -> Collections.shuffle(copy, random);
            case 3 -> {
                if (!copy.isEmpty()) {
                    copy.add(random.nextInt(copy.size()), copy.get(random.nextInt(copy.size())));
                }
            }
            case 4 -> {
                return element.with("new" + random.nextInt(3), value());
            }
            case 5 -> {
                return element.is("cib") ? element : element.with("id", random.nextInt(3) == 0 ? null : id());
            }
            case 6 -> {
                return element.withText(random.nextInt(3) == 0 ? "" : value());
            }
            default -> Collections.reverse(copy);
        }
        return element.withChildren(copy);
    }

    private List<Element> children(int depth, int count) {
        var children = new ArrayList<Element>();
        for (int i = 0; i < count; i++) {
            children.add(element(depth));
        }
        return children;
    }

    private Element element(int depth) {
        Element element = Element.of(TAGS.get(random.nextInt(TAGS.size())));
        if (random.nextInt(6) > 0) {
            element = element.with("id", id());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            element = element.with("a" + random.nextInt(5), value());
        }
        if (random.nextInt(8) == 0) {
            element = element.withText(value());
        }
        return depth == 0 ? element : element.withChildren(children(depth - 1, random.nextInt(5)));
    }

    private String id() {
        return random.nextInt(20) == 0 ? "odd'&\"]" + random.nextInt(2) : "id" + random.nextInt(12);
    }

    private String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}
