package io.systole.core.simulation;

/** Configurations for scenarios. */
final class SampleCib {
    private SampleCib() {}

    /** Group {@code g} of {@code ip} and {@code web} that prefers n1, and primitive {@code db} that prefers n2. */
    static String twoGroups(boolean fencing) {
        return twoGroups(fencing, "");
    }

    /** Fencing is enabled, but there is no fence device. */
    static String fencedWithoutDevice() {
        return twoGroups(true).replace("<primitive id=\"fence\" class=\"stonith\" type=\"fence_simulated\"/>", "");
    }

    /** A primitive {@code log} besides, which starts after {@code db}, wherever that is, and after {@code web} and on its node. */
    static String constrained(boolean fencing) {
        return twoGroups(fencing).replace("</resources>", primitive("log") + "</resources>").replace("</constraints>", """
            <rsc_order id="o1" first="db" then="log"/>
                  <rsc_order id="o2" first="web" then="log"/>
                  <rsc_colocation id="c1" rsc="log" with-rsc="web" score="INFINITY"/>
                </constraints>""");
    }

    /**
     * A promotable clone {@code data} besides, whose primary prefers n2, then n1, then the others, and {@code vip}, which is where the
     * primary is.
     */
    static String promotable(boolean fencing) {
        return twoGroups(fencing).replace("</resources>", """
            <clone id="data-clone"><meta_attributes id="data-meta">
              <nvpair id="data-promotable" name="promotable" value="true"/><nvpair id="data-notify" name="notify" value="true"/>
            </meta_attributes>
            <primitive id="data" class="ocf" provider="systole" type="Stateful"><operations>
              <op id="data-monitor" name="monitor" interval="10s" timeout="20s"/>
              <op id="data-monitor-promoted" name="monitor" interval="9s" timeout="20s" role="Promoted"/>
            </operations></primitive></clone>""" + primitive("vip") + "</resources>").replace("</constraints>", """
            <rsc_location id="p-any" rsc="data-clone"><rule id="p-any-rule" role="Promoted" score="5">
                <expression id="p-any-is" attribute="#uname" operation="defined"/></rule></rsc_location>
            <rsc_location id="p-n1" rsc="data-clone" role="Promoted" node="n1" score="10"/>
            <rsc_location id="p-n2" rsc="data-clone" role="Promoted" node="n2" score="20"/>
            <rsc_colocation id="c-vip" rsc="vip" with-rsc="data-clone" with-rsc-role="Promoted" score="INFINITY"/>
            <rsc_order id="o-vip" first="data-clone" first-action="promote" then="vip" then-action="start"/>
            </constraints>""");
    }

    static String twoGroups(boolean fencing, String moreProperties) {
        return """
            <cib validate-with="pacemaker-3.9" admin_epoch="0" epoch="1" num_updates="0">
              <configuration>
                <crm_config><cluster_property_set id="cib-bootstrap-options">
                  <nvpair id="p1" name="stonith-enabled" value="%s"/>%s
                </cluster_property_set></crm_config>
                <nodes/>
                <resources>
                  <group id="g">%s%s</group>
                  %s%s
                </resources>
                <constraints>
                  <rsc_location id="l1" rsc="g" node="n1" score="100"/>
                  <rsc_location id="l2" rsc="db" node="n2" score="100"/>
                </constraints>
              </configuration>
              <status/>
            </cib>
            """.formatted(fencing, moreProperties, primitive("ip"), primitive("web"), primitive("db"),
            fencing ? "<primitive id=\"fence\" class=\"stonith\" type=\"fence_simulated\"/>" : "");
    }

    private static String primitive(String id) {
        return """
            <primitive id="%1$s" class="ocf" provider="systole" type="Dummy"><operations>
              <op id="%1$s-monitor" name="monitor" interval="10s" timeout="20s"/>
            </operations></primitive>
            """.formatted(id);
    }
}
