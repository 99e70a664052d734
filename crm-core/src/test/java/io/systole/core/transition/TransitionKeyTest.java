package io.systole.core.transition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitionKeyTest {
    private static final String UUID = "888b4f5d-d61f-46cf-9812-b19cc099b575";

    @Test
    void readsWhatItWrites() {
        var key = new TransitionKey(12, 2, 7, UUID);

        assertEquals("12:2:7:" + UUID, key.toString());
        assertEquals(Optional.of(key), TransitionKey.parse("12:2:7:" + UUID));
    }

    @Test
    void resultThatNobodyOrderedHasTransitionMinusOne() {
        assertEquals("5:-1:0:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", TransitionKey.outside(5, 0).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:2:3", "a:2:0:" + UUID, "1:2:0:" + UUID + "x", "1:2:99999999999999999999:" + UUID, "1:2:0:5:" + UUID})
    void anythingElseIsNoKey(String text) {
        assertEquals(Optional.empty(), TransitionKey.parse(text));
    }
}
