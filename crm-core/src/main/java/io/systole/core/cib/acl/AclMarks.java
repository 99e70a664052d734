package io.systole.core.cib.acl;

import io.systole.core.cib.Element;
import io.systole.core.cib.path.PathQuery;
import io.systole.core.cib.path.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rules stand at which elements of one tree. A rule covers the element where it stands and all below, up to the next
 * element where one stands; of several at one element deny beats write beats read (C-176).
 */
final class AclMarks {
    private static final Logger LOG = LoggerFactory.getLogger(AclMarks.class);
    /** The key of the root; that of a child is its parent's with the child's number. */
    static final String ROOT = "";

    private final Element tree;
    private final Map<String, AclRule> rules = new HashMap<>();
    private PathQuery query;

    AclMarks(Element tree, List<AclPermission> permissions) {
        this.tree = tree;
        permissions.forEach(this::mark);
    }

    static String child(String key, int index) {
        return key + '/' + index;
    }

    /** The rule that decides for an element: its own, else that of the element around it. */
    AclRule at(String key, AclRule around) {
        AclRule own = rules.get(key);
        return own == null ? around : own;
    }

    private void mark(AclPermission permission) {
        switch (permission.selects()) {
            case AclPermission.Path path -> {
                query = query == null ? new PathQuery(tree) : query;
                try {
                    query.select(path.xpath()).forEach(spot -> put(key(spot), permission.rule()));
                } catch (IllegalArgumentException bad) {
                    broken(permission.rule(), bad.getMessage());
                }
            }
            case AclPermission.Reference reference -> walk(Spot.root(tree), element -> reference.id().equals(element.id()),
                    permission.rule());
            case AclPermission.Type type -> walk(Spot.root(tree), element -> element.is(type.tag())
                    && (type.attribute().isEmpty() || element.get(type.attribute()) != null), permission.rule());
        }
    }

    /** Nobody knows what it was meant to protect, so it protects everything; one that would allow something allows nothing. */
    private void broken(AclRule rule, String mistake) {
        boolean deny = rule.kind() == AclRule.Kind.DENY;
        LOG.warn("{} {}: {}", rule, deny ? "denies everything" : "is ignored", mistake);
        if (deny) {
            put(ROOT, rule);
        }
    }

    private void walk(Spot spot, Predicate<Element> wanted, AclRule rule) {
        if (wanted.test(spot.element())) {
            put(key(spot), rule);
        }
        spot.children().forEach(child -> walk(child, wanted, rule));
    }

    private void put(String key, AclRule rule) {
        rules.merge(key, rule, AclRule::stronger);
    }

    private static String key(Spot spot) {
        var numbers = new ArrayList<Integer>();
        for (Spot at = spot; at.parent().isPresent(); at = at.parent().get()) {
            numbers.addFirst(at.index());
        }
        String key = ROOT;
        for (int number : numbers) {
            key = child(key, number);
        }
        return key;
    }
}
