package io.systole.core.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of an alert program that is due.
 *
 * @param lane calls of one lane are run one after the other, in the order in which they come: those of one alert and recipient
 * @param name the alert and the recipient, for people
 * @param event what it is about, in some words for people
 * @param path the program
 * @param timeout after which it is ended
 * @param environment all that the program is told; what every program needs besides, such as {@code PATH}, is missing
 */
public record AlertCall(String lane, String name, String event, String path, Duration timeout, SortedMap<String, String> environment) {
    public AlertCall {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
}
