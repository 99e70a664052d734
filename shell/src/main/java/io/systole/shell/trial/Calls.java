package io.systole.shell.trial;

import io.systole.shell.client.AgentBench;
import io.systole.shell.client.AgentRun;
import io.systole.shell.format.ResourceLine;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Calls the agent, says so while that takes long, and compares the answer with what is right. */
final class Calls {
    private static final Duration NO_INTERVAL = Duration.ZERO;
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(10);
    private static final int REMARK_SECONDS = 5;

    final AgentBench bench;
    final TrialSubject subject;
    final TrialReport report;

    Calls(AgentBench bench, TrialSubject subject, TrialReport report) {
        this.bench = bench;
        this.subject = subject;
        this.report = report;
    }

    AgentRun.End call(AgentRun run) {
        return patiently(run, () -> bench.run(run, NO_INTERVAL));
    }

    AgentRun.End call(String action) {
        return call(subject.run(action));
    }

    /** A monitor as it comes while the resource runs. */
    AgentRun.End monitor(AgentRun run) {
        return patiently(run, () -> bench.run(run, USUAL_INTERVAL));
    }

    AgentRun.End monitor() {
        return monitor(subject.run("monitor"));
    }

    /** Whatever runs now is asked as a cluster asks a node that has just come. */
    boolean probe(String check, int wanted, String mend) {
        return expect(check, call("monitor"), mend, wanted);
    }

    boolean expect(String check, AgentRun.End end, String mend, int... wanted) {
        if (is(end, wanted)) {
            report.ok(check + ": " + code(end.code()));
            return true;
        }
        report.failed(check, expected(end, wanted), mend);
        return false;
    }

    /** The same where another answer is unusual, but does no harm. */
    void prefer(String check, AgentRun.End end, String mend, int... wanted) {
        if (is(end, wanted)) {
            report.ok(check + ": " + code(end.code()));
        } else if (end.finished()) {
            report.warning(check, expected(end, wanted), mend);
        } else {
            report.failed(check, expected(end, wanted), mend);
        }
    }

    static boolean is(AgentRun.End end, int... wanted) {
        return end.finished() && Arrays.stream(wanted).anyMatch(code -> code == end.code());
    }

    static String expected(AgentRun.End end, int... wanted) {
        String right = Arrays.stream(wanted).mapToObj(Calls::code).collect(Collectors.joining(" or "));
        String came = end.finished() ? code(end.code()) : "no answer";
        String output = end.output().strip();
        String words = !end.reason().isEmpty() ? end.reason() : output.substring(output.lastIndexOf('\n') + 1);
        return "expected " + right + ", came " + came + (words.isEmpty() ? " without a word" : ": " + words);
    }

    private static String code(int code) {
        return code + " (" + ResourceLine.exitCode(code) + ")";
    }

    private AgentRun.End patiently(AgentRun run, Supplier<AgentRun.End> work) {
        var task = new FutureTask<>(work::get);
        Thread.ofVirtual().start(task);
        for (int seconds = 0; ; seconds += REMARK_SECONDS) {
            if (seconds > 0) {
                report.remark("… " + run.action() + " has been running for " + seconds + " s, may take "
                        + run.timeout().toSeconds() + " s");
            }
            try {
                return task.get(REMARK_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException stillAtIt) {
                continue;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the trial was ended");
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }
}
