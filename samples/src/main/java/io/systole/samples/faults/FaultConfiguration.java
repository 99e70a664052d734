package io.systole.samples.faults;

import java.util.List;

/** What the cluster runs while faults strike it: a group with a service address, and dummies beside it. */
final class FaultConfiguration {
    static final String ADDRESS = "10.77.0.200";
    /** The dummies; each has a state file where it is active. */
    static final List<String> DUMMIES = List.of("member", "r1", "r2", "r3");

    private FaultConfiguration() {}

    static String cib(boolean fencing) {
        var xml = new StringBuilder("<cib validate-with='pacemaker-4.0' admin_epoch='0' epoch='1' num_updates='0'><configuration>"
                + "<crm_config>"
                + "<cluster_property_set id='o'><nvpair id='o-s' name='stonith-enabled' value='" + fencing + "'/>"
                + "</cluster_property_set></crm_config><nodes/><resources>");
        if (fencing) {
            xml.append("<primitive id='power' class='stonith' type='fence_lab'/>");
        }
        xml.append("<group id='web'><primitive id='address' class='ocf' provider='systole' type='IPaddr'>"
                + "<instance_attributes id='address-p'>"
                + "<nvpair id='address-ip' name='ip' value='" + ADDRESS + "'/><nvpair id='address-mask' name='cidr_netmask' value='24'/>"
                + "</instance_attributes><operations><op id='address-m' name='monitor' interval='2s' timeout='20s'/></operations>"
                + "</primitive>");
        for (String dummy : DUMMIES) {
            xml.append("<primitive id='").append(dummy).append("' class='ocf' provider='systole' type='Dummy'><operations><op id='")
                    .append(dummy).append("-m' name='monitor' interval='5s' timeout='20s'/></operations></primitive>");
            if (dummy.equals("member")) {
                xml.append("</group>");
            }
        }
        return xml.append("</resources><constraints/><tags/></configuration><status/></cib>").toString();
    }
}
