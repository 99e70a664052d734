package io.systole.core.cib.patch;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Finds what may stay in place when a list is brought into another order, so that as little as possible is moved. */
final class LongestRun {
    private LongestRun() {}

    /**
     * The positions of a longest ascending run of {@code numbers}, negative ones left out (patience sorting, O(n log n)).
     */
    static Set<Integer> of(int[] numbers) {
        int[] lastOfLength = new int[numbers.length];
        int[] before = new int[numbers.length];
        Arrays.fill(before, -1);
        int longest = 0;
        for (int position = 0; position < numbers.length; position++) {
            if (numbers[position] < 0) {
                continue;
            }
            int low = 0;
            int high = longest;
            while (low < high) {
                int middle = (low + high) / 2;
                if (numbers[lastOfLength[middle]] < numbers[position]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[position] = low == 0 ? -1 : lastOfLength[low - 1];
            lastOfLength[low] = position;
            longest = Math.max(longest, low + 1);
        }
        var staying = new HashSet<Integer>();
        for (int position = longest == 0 ? -1 : lastOfLength[longest - 1]; position >= 0; position = before[position]) {
            staying.add(position);
        }
        return staying;
    }
}
