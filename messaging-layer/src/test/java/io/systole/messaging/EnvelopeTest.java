package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
    @Test
    void everyMessageComesOutAsItWentIn() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] message = new byte[random.nextInt(20_000)];
            random.nextBytes(message);
            int repeated = random.nextInt(message.length + 1);
            Arrays.fill(message, 0, repeated, (byte) i);
            byte[] bytes = new Envelope(i, message).bytes();

            Envelope read = Envelope.read(bytes, 0, bytes.length);

            assertEquals(i, read.viewNumber(), "seed 11, message " + i);
            assertArrayEquals(message, read.message(), "seed 11, message " + i);
        }
    }

    @Test
    void aLargeTextShrinksAndNoiseStaysAsItIs() {
        byte[] text = "<nvpair id=\"n\" name=\"standby\" value=\"off\"/>".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        byte[] noise = new byte[100_000];
        new Random(5).nextBytes(noise);

        assertTrue(new Envelope(1, text).bytes().length < text.length / 20);
        assertEquals(noise.length + 8, new Envelope(1, noise).bytes().length);
    }

    @Test
    void aBombIsRefusedBeforeMemoryIsTakenForIt() {
        assertEquals("a compressed message that claims to be 2000000000 bytes long",
                refusal(compressed(2_000_000_000, new byte[3_000_000])));
        assertEquals("a compressed message that claims to be 60000000 bytes long", refusal(compressed(60_000_000, new byte[100])));
        assertEquals("a compressed message that claims to be 4294967295 bytes long", refusal(compressed(-1, new byte[100])));
        assertEquals("a compressed message is not 1000 bytes long, as it claims", refusal(compressed(1000, deflated(50_000_000))));
        assertEquals("a compressed message is not 1000 bytes long, as it claims", refusal(compressed(1000, deflated(999))));
    }

    @Test
    void anythingElseIsAnErrorAndNothingWorse() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) random.nextInt(3);
            }
            try {
                Envelope.read(bytes, 0, bytes.length);
            } catch (IOException refused) {
                assertTrue(refused.getMessage().startsWith("a"), refused.getMessage());
            }
        }
        assertEquals("an envelope of the unknown form 2", refusal(ByteBuffer.allocate(20).put((byte) 2).array()));
        assertEquals("an envelope of 7 bytes", refusal(new byte[7]));
    }

    private static byte[] compressed(int claimed, byte[] body) {
        return ByteBuffer.allocate(12 + body.length).put((byte) 1).position(8).putInt(claimed).put(body).array();
    }

    private static byte[] deflated(int zeros) {
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(new byte[zeros]);
            deflater.finish();
            byte[] out = new byte[zeros / 500 + 100];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(IOException.class, () -> Envelope.read(bytes, 0, bytes.length)).getMessage();
    }
}
