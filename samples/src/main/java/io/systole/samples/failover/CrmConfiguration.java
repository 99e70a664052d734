package io.systole.samples.failover;

import io.systole.samples.lab.LabNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What Systole and Pacemaker run: a group of the address and two dummies, and one dummy beside it. */
final class CrmConfiguration {
    static final String GROUP = "web";

    private CrmConfiguration() {}

    /**
     * Loads it through {@code cibadmin}.
     *
     * @param provider of the address's agent
     * @param agent the address's agent
     * @param dummies provider of the Dummy agents
     * @param cibadmin the program
     */
    static void load(LabNode node, String provider, String agent, String dummies, String cibadmin) {
        String resources = "<resources><group id='web'>"
                + "<primitive id='address' class='ocf' provider='" + provider + "' type='" + agent + "'>"
                + "<instance_attributes id='address-p'><nvpair id='address-ip' name='ip' value='" + Subject.ADDRESS + "'/>"
                + "<nvpair id='address-mask' name='cidr_netmask' value='24'/><nvpair id='address-nic' name='nic' value='eth0'/>"
                + "</instance_attributes><operations><op id='address-m' name='monitor' interval='1s' timeout='20s'/></operations>"
                + "</primitive>"
                + dummy("one", dummies) + dummy("two", dummies) + "</group>" + dummy("beside", dummies) + "</resources>";
        String options = "<crm_config><cluster_property_set id='cib-bootstrap-options'>"
                + "<nvpair id='no-fencing' name='stonith-enabled' value='false'/>"
                + "<nvpair id='no-quorum' name='no-quorum-policy' value='ignore'/></cluster_property_set></crm_config>";
        String defaults = "<rsc_defaults><meta_attributes id='rsc-options'>"
                + "<nvpair id='stay' name='resource-stickiness' value='100'/></meta_attributes></rsc_defaults>";
        for (String section : new String[] {options, defaults, resources}) {
            String path = "/var/lib/part.xml";
            try {
                Files.writeString(node.file(path), section);
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot write " + path + " of " + node.name(), failed);
            }
            node.run(cibadmin, "--modify", "--allow-create", "--scope", section.substring(1, section.indexOf('>')), "--xml-file", path)
                    .orFail();
        }
    }

    private static String dummy(String id, String provider) {
        return "<primitive id='" + id + "' class='ocf' provider='" + provider + "' type='Dummy'><operations><op id='" + id
                + "-m' name='monitor' interval='10s' timeout='20s'/></operations></primitive>";
    }
}
