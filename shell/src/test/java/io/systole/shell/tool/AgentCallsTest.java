package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The calls that agents make, one after the other, as agents make them: through the exchange by which the front asks the daemon, with
 * output, errors and exit code. The table is {@code agent-calls.txt}: {@code $} a call (with variables before it, as in a shell), then
 * what it prints, {@code !} what it complains, {@code =} its exit code if that is not 0. Each block begins with the same cluster.
 */
class AgentCallsTest {
    record Call(String line, String output, String errors, int code) {}

    record Block(String name, List<Call> calls) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        for (String block : resource("agent-calls.txt").split("\n(?=## )")) {
            if (block.startsWith("## ")) {
                blocks.add(new Block(block.lines().findFirst().orElseThrow().substring(3), calls(block)));
            }
        }
        return blocks.stream();
    }

    private static List<Call> calls(String block) {
        var calls = new ArrayList<Call>();
        for (String part : block.split("\n(?=\\$ )")) {
            if (part.startsWith("$ ")) {
                List<String> lines = part.lines().toList();
                String output = text(lines, line -> !line.startsWith("!") && !line.startsWith("="));
                String errors = text(lines, line -> line.startsWith("! ")).replaceAll("(?m)^! ", "");
                int code = lines.stream().filter(line -> line.startsWith("=")).mapToInt(line -> Integer.parseInt(line.substring(1).strip()))
                        .findFirst().orElse(0);
                calls.add(new Call(lines.getFirst().substring(2), output, errors, code));
            }
        }
        return calls;
    }

    private static String text(List<String> lines, Predicate<String> wanted) {
        return lines.stream().skip(1).filter(line -> !line.isEmpty() && wanted.test(line)).map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = AgentCallsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void agentsGetWhatTheyExpect(Block block) throws IOException {
        var cluster = new StatusCluster(CibReader.cib(resource("crm-resource.xml").getBytes(StandardCharsets.UTF_8)));
        var exchange = new ToolExchange(new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
                InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z")), ZoneOffset.UTC)));
        for (Call call : block.calls()) {
            assertEquals(call, answer(exchange, call));
        }
    }

    private static Call answer(ToolExchange exchange, Call call) {
        var form = new StringBuilder("user=root");
        String tool = null;
        for (String word : words(call.line())) {
            if (tool == null && word.matches("[A-Za-z_]+=.*")) {
                form.append("&env.").append(word);
            } else if (tool == null) {
                tool = word;
            } else {
                form.append("&arg=").append(URLEncoder.encode(word, StandardCharsets.UTF_8));
            }
        }
        byte[] answer = exchange.answer(tool, form.toString().getBytes(StandardCharsets.UTF_8));
        String text = new String(answer, StandardCharsets.UTF_8);
        String[] numbers = text.substring(0, text.indexOf('\n')).split(" ");
        int start = text.indexOf('\n') + 1;
        int output = Integer.parseInt(numbers[1]);
        return new Call(call.line(), text.substring(start, start + output), text.substring(start + output), Integer.parseInt(numbers[0]));
    }

    /** Words as a shell splits them, with single quotes only. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        for (String part : line.split(" +(?=(?:[^']*'[^']*')*[^']*$)")) {
            words.add(part.replace("'", ""));
        }
        return words;
    }
}
