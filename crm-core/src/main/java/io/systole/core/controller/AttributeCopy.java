package io.systole.core.controller;

import io.systole.core.attribute.AttributeTable;

/** This node's copy of the attribute table; a table that is older than the one it has is not taken. */
final class AttributeCopy {
    private AttributeTable table = AttributeTable.EMPTY;

    AttributeTable table() {
        return table;
    }

    void take(AttributeTable offered) {
        if (offered.newerThan(table)) {
            table = offered;
        }
    }
}
