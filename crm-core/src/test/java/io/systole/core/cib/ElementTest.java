package io.systole.core.cib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ElementTest {
    @Test
    void aChangedCopySharesWhatDidNotChange() {
        Element untouched = Element.of("primitive", "id", "a");
        Element parent = Element.of("group", "id", "g").plus(untouched).plus(Element.of("primitive", "id", "b"));

        Element changed = parent.replacing(parent.children().get(1), Element.of("primitive", "id", "c"));

        assertSame(untouched, changed.children().getFirst());
        assertEquals("b", parent.children().get(1).id());
    }

    @Test
    void settingTheSameValueGivesTheSameElement() {
        Element element = Element.of("nvpair", "id", "n", "value", "1");

        assertSame(element, element.with("value", "1"));
    }

    @Test
    void anAttributeWithoutAValueIsRefusedByName() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Element.of("nvpair", "id"));

        assertEquals("attribute id of <nvpair> has no value", refused.getMessage());
    }
}
