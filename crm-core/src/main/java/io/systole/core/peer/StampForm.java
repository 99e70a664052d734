package io.systole.core.peer;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.edit.ChangeStamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Who changed the configuration, on the wire: attributes of the patch. Older nodes neither send nor read them. */
final class StampForm {
    private StampForm() {}

    static Element on(Element patch, Optional<ChangeStamp> stamp) {
        return stamp.map(present -> patch.with("at", present.at().toInstant().toString()).with("node", present.node())
                .with("client", present.client()).with("user", present.user())
                .with("comment", present.comment().isEmpty() ? null : present.comment())
                .with("undoes", present.undoes().map(CibVersion::toString).orElse(null))).orElse(patch);
    }

    static Optional<ChangeStamp> read(Element patch) throws BadMessage {
        if (patch.get("at") == null) {
            return Optional.empty();
        }
        var fields = new Fields(patch);
        try {
            return Optional.of(new ChangeStamp(Instant.parse(fields.text("at")).atZone(ZoneOffset.UTC), fields.text("node"),
                    fields.text("client"), fields.text("user"), patch.get("comment", ""),
                    patch.get("undoes") == null ? Optional.empty() : Optional.of(fields.version("undoes"))));
        } catch (DateTimeException unreadable) {
            throw new BadMessage("a patch whose time is no time: " + patch.get("at"), unreadable);
        }
    }
}
