package io.systole.core.cib.xml;

/** Where something stands in a text: line and column, counted from 1. */
public record Place(int line, int column) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
