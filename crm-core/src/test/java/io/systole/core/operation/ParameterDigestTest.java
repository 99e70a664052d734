package io.systole.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expected digests are those of live Pacemaker histories (C-28). */
class ParameterDigestTest {
    private static final Map<String, String> ADDRESS = Map.of("nic", "eth0", "ip", "10.77.0.200", "cidr_netmask", "24");

    @Test
    void noParametersHaveTheDigestOfTheEmptyElement() {
        Map<String, String> none = Map.of();

        ParameterDigest digest = ParameterDigest.operation(none, Duration.ZERO, Duration.ofSeconds(20));

        assertEquals("f2317cad3d54cec5d7d7aa7d0bf35cf8", digest.value());
    }

    @Test
    void aRecurringOperationCountsItsTimeout() {
        Duration tenSeconds = Duration.ofSeconds(10);

        ParameterDigest without = ParameterDigest.operation(Map.of(), tenSeconds, Duration.ofSeconds(20));
        ParameterDigest with = ParameterDigest.operation(ADDRESS, tenSeconds, Duration.ofSeconds(20));

        assertEquals("4811cef7f7f94e3a35a70be7916cb2fd", without.value());
        assertEquals("0b153222a0c9e4a19fad32c3f6d8d497", with.value());
    }

    @Test
    void aOneShotOperationIgnoresTimeoutAndMetaAttributesAndBookkeeping() {
        var parameters = new java.util.HashMap<>(ADDRESS);
        parameters.putAll(Map.of("CRM_meta_timeout", "1", "CRM_meta_name", "start", "id", "x", "crm_feature_set", "3.0", "on_node", "n1"));

        ParameterDigest digest = ParameterDigest.operation(parameters, Duration.ZERO, Duration.ofSeconds(20));

        assertEquals("31d16970abb7afb02c1599cc7684b10a", digest.value());
    }

    @Test
    void eitherRuleOfEscapingIsRecognised() {
        Map<String, String> parameters = Map.of("fake", "äö", "passwd", "x", "state", "/tmp/a&b \"c\"<d>'e'");

        ParameterDigest digest = ParameterDigest.of(parameters);

        assertEquals("186dd85176f4954833baa3b1640c30c7", digest.olderValue());
        assertNotEquals(digest.olderValue(), digest.value());
        assertTrue(digest.matches(digest.value()) && digest.matches("186dd85176f4954833baa3b1640c30c7"));
    }

    @Test
    void theRestartDigestCoversOnlyTheParametersThatNeedARestart() {
        List<String> needRestart = List.of("ip", "unused");

        ParameterDigest digest = ParameterDigest.restart(ADDRESS, needRestart);

        assertEquals(ParameterDigest.of(Map.of("ip", "10.77.0.200")), digest);
    }

    @Test
    void theSecureDigestLeavesSecretsOutAndKeepsTheTimeout() {
        Map<String, String> parameters = Map.of("login", "me", "password", "xyzzy");

        ParameterDigest digest = ParameterDigest.secure(parameters, Duration.ofSeconds(5), Duration.ofSeconds(20), List.of("password"));
        ParameterDigest older = ParameterDigest.secureBefore316(parameters, List.of("password"));

        assertEquals(ParameterDigest.of(Map.of("login", "me", "CRM_meta_timeout", "20000")), digest);
        assertEquals(ParameterDigest.of(Map.of("login", "me")), older);
        assertEquals(digest, ParameterDigest.secure(parameters, Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }
}
