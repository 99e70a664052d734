package io.systole.core.scheduler.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of replicas: the first as configured, then one after another (rule 4:B-17). */
final class Addresses {
    private static final Pattern FOUR_NUMBERS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    /** Above it there is no next number; 254 is the last that is used. */
    private static final int LAST = 253;

    private Addresses() {}

    /** As many addresses from {@code first} on as there are, {@code count} at most. */
    static List<String> from(String first, int count) {
        var addresses = new ArrayList<String>();
        for (Optional<String> at = Optional.of(first); at.isPresent() && addresses.size() < count; at = next(at.get())) {
            addresses.add(at.get());
        }
        return addresses;
    }

    private static Optional<String> next(String address) {
        Matcher matcher = FOUR_NUMBERS.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int third = Integer.parseInt(matcher.group(3));
        int fourth = Integer.parseInt(matcher.group(4));
        if (third > LAST) {
            return Optional.empty();
        }
        String net = matcher.group(1) + "." + matcher.group(2) + ".";
        return Optional.of(net + (fourth > LAST ? third + 1 + ".1" : third + "." + (fourth + 1)));
    }
}
