package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovePreviewTest {
    private static final Path STAYS = Path.of("src/test/resources/scheduler/auto-failback/off-stays");

    private static Cib withAutoFailback(Cib cib, String value) {
        Element config = cib.section("crm_config");
        Element set = config.children().getFirst();
        Element pair = set.children().stream().filter(each -> "auto-failback".equals(each.get("name"))).findFirst().orElseThrow();
        return cib.withSection(config.replacing(set, set.replacing(pair, pair.with("value", value))));
    }

    @Test
    void tellsWhatTurningFailbackOnWouldMove() throws IOException {
        Cib off = SchedulerGoldenTest.read(STAYS);

        List<MovePreview.Move> moves =
                MovePreview.between(off, withAutoFailback(off, "true"), SchedulerGoldenTest.now(off), ZoneOffset.UTC);

        assertEquals(1, moves.size());
        assertEquals("web", moves.getFirst().resource());
        assertEquals(Optional.of("n1"), moves.getFirst().from());
        assertEquals(Optional.of("n2"), moves.getFirst().to());
    }

    @Test
    void tellsNothingIfNothingWouldMove() throws IOException {
        Cib off = SchedulerGoldenTest.read(STAYS);

        List<MovePreview.Move> moves = MovePreview.between(off, off, SchedulerGoldenTest.now(off), ZoneOffset.UTC);

        assertEquals(List.of(), moves);
    }
}
