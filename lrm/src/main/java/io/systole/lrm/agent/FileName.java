package io.systole.lrm.agent;

/** Guards against names in a CIB that lead out of the directories where agents are. */
final class FileName {
    private FileName() {}

    static boolean isUnsafe(String name) {
        return name.isEmpty() || name.contains("/") || name.indexOf('\0') >= 0 || name.equals("..") || name.equals(".");
    }
}
