package io.systole.node;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.option.ResourceOption;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Resource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Whether a resource wants its monitor to run as soon as something of it goes away, by the configuration of this moment: its own meta
 * attribute, that of what holds it, or the default for all.
 */
final class InstantDetectionSwitch {
    private static final ResourceOption OPTION = ResourceOption.INSTANT_DETECTION;

    private InstantDetectionSwitch() {}

    /** {@code resource} as the local resource manager knows it: with the number of its instance, or without. */
    static boolean isOn(Cib cib, ResourceId resource, Instant now, ZoneId zone) {
        boolean nobodySaysAnything = cib.configuration().tree().noneMatch(element -> OPTION.xmlName().equals(element.get("name")));
        return nobodySaysAnything || ClusterSnapshot.of(cib, now, zone).allResources().filter(one -> is(one, resource.value())).findFirst()
                .map(one -> Truth.parse(one.meta(OPTION.xmlName()), Truth.isTrue(OPTION.defaultValue()))).orElse(true);
    }

    private static boolean is(Resource resource, String id) {
        return resource.isPrimitive() && (resource.id().equals(id) || resource.configuredId().equals(id)
                || resource.historyId().equals(Optional.of(id)));
    }
}
