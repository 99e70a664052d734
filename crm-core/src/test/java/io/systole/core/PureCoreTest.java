package io.systole.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileReader;
import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The core knows no socket, file, thread, clock, process or chance of its own (ARCHITECTURE, "The core"). Looks at what
 * each compiled class refers to; a new way to break the rule is one more line here.
 */
class PureCoreTest {
    private static final List<String> FORBIDDEN_TYPES = List.of(
            "java/net/", "java/nio/file/", "java/nio/channels/", "java/io/File", "java/io/RandomAccessFile", "java/lang/Thread",
            "java/lang/Process", "java/lang/Runtime;", "java/util/concurrent/Executor", "java/util/concurrent/Scheduled",
            "java/util/concurrent/ThreadPool", "java/util/concurrent/ForkJoin", "java/util/concurrent/CompletableFuture",
            "java/util/concurrent/ThreadLocalRandom", "java/util/concurrent/locks/", "java/util/Timer", "java/security/SecureRandom",
            "java/util/logging/", "javax/net/", "sun/", "jdk/internal/");
    private static final List<String> FORBIDDEN_CALLS = List.of(
            "java/lang/System.currentTimeMillis", "java/lang/System.nanoTime", "java/lang/System.exit", "java/lang/System.getenv",
            "java/lang/System.getProperty", "java/lang/System.out", "java/lang/System.err", "java/lang/System.in", "java/lang/Math.random",
            "java/time/Clock.system", "java/time/Instant.now", "java/time/LocalDate.now", "java/time/LocalTime.now",
            "java/time/LocalDateTime.now", "java/time/ZonedDateTime.now", "java/time/OffsetDateTime.now", "java/time/Year.now",
            "java/time/ZoneId.systemDefault", "java/util/UUID.randomUUID", "java/util/Random.<init>()V",
            "java/util/random/RandomGenerator.getDefault", "java/util/Collections.shuffle(Ljava/util/List;)V");

    @Test
    void noClassOfTheCoreReachesForTheOutsideWorld() throws IOException, URISyntaxException {
        List<ClassModel> classes = CompiledCore.classes();

        List<String> offences = classes.stream().flatMap(type -> offences(type).stream()).toList();

        assertEquals(List.of(), offences);
        assertTrue(classes.size() > 50, "only " + classes.size() + " classes were looked at");
    }

    /** A check that finds nothing proves something only if it can find something. */
    @Test
    void theCheckItselfFindsAnOffender() throws IOException, URISyntaxException {
        Path own = Path.of(PureCoreTest.class.getResource("PureCoreTest$Offender.class").toURI());

        List<String> offences = offences(CompiledCore.parse(own));

        assertEquals(List.of("io/systole/core/PureCoreTest$Offender: java/io/FileReader",
                "io/systole/core/PureCoreTest$Offender: java/time/Instant.now()Ljava/time/Instant;",
                "io/systole/core/PureCoreTest$Offender: java/util/Random.<init>()V",
                "io/systole/core/PureCoreTest$Offender: java/util/concurrent/ThreadLocalRandom"), offences);
    }

    private static List<String> offences(ClassModel model) {
        String self = model.thisClass().asInternalName();
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .map(PureCoreTest::reference)
                .filter(PureCoreTest::forbidden)
                .map(reference -> self + ": " + reference)
                .distinct().sorted().toList();
    }

    private static String reference(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry type -> type.asInternalName();
            case MemberRefEntry member -> member.owner().asInternalName() + "." + member.name().stringValue() + member.type().stringValue();
            default -> "";
        };
    }

    private static boolean forbidden(String reference) {
        boolean call = reference.indexOf('.') >= 0;
        return call ? FORBIDDEN_CALLS.stream().anyMatch(reference::startsWith)
                : FORBIDDEN_TYPES.stream().anyMatch(beginning -> (reference + ";").startsWith(beginning));
    }

    /** Does what the core must not do. */
    static final class Offender {
        Object offend() throws IOException {
            try (var reader = new FileReader("/dev/null")) {
                return List.of(Instant.now(), new Random(), new Random(7), ThreadLocalRandom.current(), reader);
            }
        }
    }
}
