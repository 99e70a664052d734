package io.systole.lrm.systemd;

import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** Reads values as they come from the bus. */
final class Values {
    private Values() {}

    /** Without its variants. */
    static Object bare(Object value) {
        return value instanceof Variant<?> variant ? bare(variant.getValue()) : value;
    }

    static String path(Object value) {
        return bare(value) instanceof DBusPath path ? path.getPath() : String.valueOf(bare(value));
    }

    static String text(Object value) {
        return String.valueOf(bare(value));
    }

    static boolean flag(Object value) {
        return Boolean.TRUE.equals(bare(value));
    }

    /** The fields of a structure. */
    static List<?> fields(Object value) {
        return switch (bare(value)) {
            case Object[] fields -> List.of(fields);
            case List<?> fields -> fields;
            case org.freedesktop.dbus.Container structure -> List.of(structure.getParameters());
            case Object other -> List.of(other);
        };
    }
}
