package io.systole.core.peer;

/**
 * Tags and attribute names that were read before: the same name is the same object then, so that elements find their attributes by
 * identity. Of two names with one place the later one stays. Safe for use by any number of threads; races only cost a copy.
 */
final class NameTable {
    private static final int PLACES = 1024;
    private static final int LONGEST = 40;

    private final String[] names = new String[PLACES];

    /** The name in these bytes, of which each is a character below 128. */
    @SuppressWarnings("deprecation")
    String get(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return new String(bytes, 0, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int place = (hash ^ hash >>> 10) & PLACES - 1;
        String known = names[place];
        if (known == null || !same(known, bytes, from, length)) {
            known = new String(bytes, 0, from, length).intern();
            names[place] = known;
        }
        return known;
    }

    private static boolean same(String known, byte[] bytes, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
