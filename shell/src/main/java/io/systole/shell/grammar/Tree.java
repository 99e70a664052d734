package io.systole.shell.grammar;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.function.UnaryOperator;

/** Changes somewhere in the configuration tree, sharing what does not change. */
final class Tree {
    private Tree() {}

    /** A copy in which one element (compared by identity) is replaced; null removes it. */
    static Cib replace(Cib cib, Element old, Element replacement) {
        return cib.withConfiguration(map(cib.configuration(), each -> each == old ? replacement : each));
    }

    /**
     * A copy in which every element went through the function, parents first; an element that the function changes is not
     * descended into, one for which it gives null is left out.
     */
    static Element map(Element element, UnaryOperator<Element> function) {
        boolean changed = false;
        var children = new ArrayList<Element>(element.children().size());
        for (Element child : element.children()) {
            Element mapped = function.apply(child);
            Element result = mapped == child ? map(child, function) : mapped;
            changed |= result != child;
            if (result != null) {
                children.add(result);
            }
        }
        return changed ? element.withChildren(children) : element;
    }
}
