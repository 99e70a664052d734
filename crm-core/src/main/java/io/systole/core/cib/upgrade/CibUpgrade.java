package io.systole.core.cib.upgrade;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.validate.CibGeneration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Brings the configuration of an older CIB into the words of the newest generation. A pure function. */
public final class CibUpgrade {
    private CibUpgrade() {}

    /** The same CIB as one of the newest generation would be written; itself if nothing has to be changed. */
    public static Cib upgraded(Cib cib) {
        Optional<CibGeneration> declared = CibGeneration.of(cib.root().get("validate-with", ""));
        Cib upgraded = cib;
        if (declared.isPresent() && declared.get().major() < 3) {
            upgraded = upgraded.withConfiguration(OlderOptions.moved(upgraded.configuration()));
            upgraded = inSection(upgraded, "resources", OlderResources::rewritten);
        }
        if (declared.isPresent() && declared.get().major() < 4) {
            upgraded = inSection(upgraded, "crm_config", OlderOptions::renamed);
            upgraded = RemovedKinds.removed(upgraded);
        }
        return upgraded;
    }

    private static Cib inSection(Cib cib, String name, UnaryOperator<Element> change) {
        return cib.configuration().child(name).isEmpty() ? cib : cib.withSection(change.apply(cib.section(name)));
    }
}
