package io.systole.core.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeTableTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");

    private static AttributeTable table() {
        return AttributeTable.EMPTY
                .with("ping", Attribute.empty(Duration.ofSeconds(5), false).with(N1, Optional.of("100")).with(N2, Optional.empty()))
                .with("secret", Attribute.empty(Duration.ZERO, true).with(N1, Optional.of("s3")))
                .stamped(7);
    }

    @Test
    void isReadAsItWasWritten() {
        assertEquals(table(), AttributeForm.table(AttributeForm.write(table())));
    }

    @Test
    void theHigherTermIsNewerThenTheHigherNumber() {
        AttributeTable next = table().stamped(7);
        AttributeTable later = table().stamped(8);

        assertTrue(next.newerThan(table()));
        assertTrue(later.newerThan(next));
        assertFalse(table().newerThan(table()));
    }

    @Test
    void aNodeThatLeavesTakesItsValuesWithItAndTheDampeningStays() {
        AttributeTable without = table().without(N1).without(N2);

        assertEquals(Optional.empty(), without.value(N1, "ping"));
        assertEquals(Duration.ofSeconds(5), without.find("ping").orElseThrow().dampening());
        assertEquals(Optional.empty(), without.find("secret"));
    }

    @Test
    void aValueThatWaitsToBeDeletedIsNotTheSameAsNone() {
        assertEquals(Optional.of(Optional.empty()), table().value(N2, "ping"));
        assertEquals(Optional.empty(), table().value(N2, "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "99999999999999999999", ""})
    void aDampeningThatIsNoNumberIsRefusedWithItsName(String dampening) {
        Element bad = Element.of("attribute-table", "of-term", "1", "number", "1")
                .plus(Element.of("attribute", "name", "ping", "dampening", dampening));

        var refused = assertThrows(IllegalArgumentException.class, () -> AttributeForm.table(bad));

        assertTrue(refused.getMessage().contains("dampening"), refused.getMessage());
    }
}
