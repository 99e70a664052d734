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
