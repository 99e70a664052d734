package io.systole.node.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The former versions of the CIB file: {@code cib-000017.xml}, the greatest number is the newest; the last ten are kept. */
final class Backups {
    static final int KEPT = 10;
    private static final Pattern NAME = Pattern.compile("cib-(\\d{6,})\\.xml");

    private final SafeFiles files;

    Backups(SafeFiles files) {
        this.files = files;
    }

    /** All that are there, newest first. */
    List<String> newestFirst() throws IOException {
        return files.disk().list(files.directory()).stream()
                .filter(name -> NAME.matcher(name).matches())
                .sorted((a, b) -> Long.compare(number(b), number(a)))
                .toList();
    }

    /** Keeps this content, unless the newest backup has it already (after a write that did not succeed). */
    void add(byte[] content) throws IOException {
        List<String> present = newestFirst();
        if (!present.isEmpty() && same(present.getFirst(), content)) {
            return;
        }
        String name = "cib-%06d.xml".formatted(present.isEmpty() ? 1 : number(present.getFirst()) + 1);
        files.replace(name + DigestSidecar.SUFFIX, DigestSidecar.of(content).text());
        files.replace(name, content);
    }

    /** Removes the oldest beyond the number that is kept. */
    void prune() throws IOException {
        List<String> present = newestFirst();
        for (String old : present.subList(Math.min(KEPT, present.size()), present.size())) {
            files.disk().delete(files.directory().resolve(old));
            files.disk().delete(files.directory().resolve(old + DigestSidecar.SUFFIX));
        }
    }

    private boolean same(String name, byte[] content) {
        try {
            return Arrays.equals(files.disk().read(files.directory().resolve(name)), content);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static long number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
