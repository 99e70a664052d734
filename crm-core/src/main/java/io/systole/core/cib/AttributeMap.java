package io.systole.core.cib;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;

/** An element's attributes as a map in document order that cannot be changed; a view of name, value, name, value… */
final class AttributeMap extends AbstractMap<String, String> implements SequencedMap<String, String> {
    private final String[] flat;

    AttributeMap(String[] flat) {
        this.flat = flat;
    }

    /** The attributes of a map in its order. */
    static String[] flat(SequencedMap<String, String> attributes) {
        var flat = new String[2 * attributes.size()];
        int at = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            flat[at++] = attribute.getKey();
            flat[at++] = attribute.getValue();
        }
        return flat;
    }

    /**
     * The value of an attribute, null if it is absent. Names come from the XML reader or are written in the code, so the same
     * name is nearly always the same object.
     */
    static String value(String[] flat, String name) {
        for (int i = 0; i < flat.length; i += 2) {
            if (flat[i] == name) {
                return flat[i + 1];
            }
        }
        int hash = name.hashCode();
        for (int i = 0; i < flat.length; i += 2) {
            if (flat[i].hashCode() == hash && flat[i].equals(name)) {
                return flat[i + 1];
            }
        }
        return null;
    }

    /** The same attributes, but this one has another value, at its old place or else at the end; null removes it. */
    static String[] with(String[] flat, String name, String value) {
        int at = 0;
        while (at < flat.length && !flat[at].equals(name)) {
            at += 2;
        }
        if (value == null) {
            var shorter = new String[flat.length - (at < flat.length ? 2 : 0)];
            System.arraycopy(flat, 0, shorter, 0, at);
            System.arraycopy(flat, Math.min(at + 2, flat.length), shorter, at, shorter.length - at);
            return shorter;
        }
        String[] changed = Arrays.copyOf(flat, Math.max(flat.length, at + 2));
        changed[at] = name;
        changed[at + 1] = value;
        return changed;
    }

    @Override
    public String get(Object name) {
        return name instanceof String text ? value(flat, text) : null;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return flat.length / 2;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return AttributeMap.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Entries();
            }
        };
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < flat.length; i += 2) {
            action.accept(flat[i], flat[i + 1]);
        }
    }

    @Override
    public SequencedMap<String, String> reversed() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(this).reversed());
    }

    private final class Entries implements Iterator<Map.Entry<String, String>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < flat.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, String> entry = Map.entry(flat[at], flat[at + 1]);
            at += 2;
            return entry;
        }
    }
}
