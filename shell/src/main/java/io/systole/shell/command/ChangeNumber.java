package io.systole.shell.command;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.cib.history.ChangeRecord;
import java.util.List;

/**
 * How people name a change of the configuration: by the epoch that it led to, with the admin_epoch in front where that is
 * another one than now ({@code 1.17}).
 */
final class ChangeNumber {
    private ChangeNumber() {}

    static String of(ChangeHistory history, ChangeRecord change) {
        return of(history, change.to());
    }

    static String of(ChangeHistory history, CibVersion version) {
        boolean present = history.changes().isEmpty() || history.changes().getLast().to().adminEpoch() == version.adminEpoch();
        return present ? Long.toString(version.epoch()) : version.adminEpoch() + "." + version.epoch();
    }

    static List<String> all(ChangeHistory history) {
        return history.changes().stream().map(change -> of(history, change)).toList();
    }

    static ChangeRecord find(ChangeHistory history, String number) {
        return history.changes().stream()
                .filter(change -> number.equals(of(history, change)) || number.equals(change.to().adminEpoch() + "." + change.to().epoch()))
                .findFirst().orElseThrow(() -> new UsageException("there is no change " + number
                        + (history.changes().isEmpty() ? ", none is known here" : "; known are " + of(history, history.changes().getFirst())
                                + " to " + of(history, history.changes().getLast()) + ", see \"configure history\"")));
    }
}
