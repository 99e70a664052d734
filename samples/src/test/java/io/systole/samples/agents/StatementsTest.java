package io.systole.samples.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void aResourceIsMadeStoppedAndPrefersTheFirstNode() {
        assertEquals("""
                primitive Dummy ocf:heartbeat:Dummy params "fake=say \\"no\\"" op monitor interval=9s meta "target-role=Stopped"
                location Dummy-home Dummy 10: n1
                """, statements("[ocf:heartbeat:Dummy]", "param fake=say \"no\"", "op monitor interval=9s", "active true").create());
    }

    @Test
    void whatMustRunBeforeItIsInOneGroupWithIt() {
        Statements group = statements("[ocf:heartbeat:IPsrcaddr]", "first ocf:heartbeat:IPaddr2 ip=10.0.0.1", "op monitor interval=9s",
                "active true");
        assertEquals("""
                primitive IPsrcaddr-before1 ocf:heartbeat:IPaddr2 params "ip=10.0.0.1"
                primitive IPsrcaddr ocf:heartbeat:IPsrcaddr op monitor interval=9s
                group IPsrcaddr-group IPsrcaddr-before1 IPsrcaddr meta "target-role=Stopped"
                location IPsrcaddr-home IPsrcaddr-group 10: n1
                """, group.create());
        assertEquals(List.of("IPsrcaddr-home", "IPsrcaddr-group", "IPsrcaddr", "IPsrcaddr-before1"), group.names());
    }

    @Test
    void whatCanBePromotedIsAClone() {
        assertEquals("""
                primitive Stateful ocf:heartbeat:Stateful op monitor interval=9s
                clone Stateful-clone Stateful meta "target-role=Stopped" "promotable=true" "notify=true" "promoted-max=1"
                """, statements("[ocf:heartbeat:Stateful]", "meta promoted-max=1", "op monitor interval=9s", "active true", "promoted true")
                .create());
    }

    private static Statements statements(String... lines) {
        return new Statements(Recipes.parse("r", List.of(lines)).getFirst());
    }
}
