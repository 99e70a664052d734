package io.systole.shell.tool;

import io.systole.core.request.ClusterReply;
import io.systole.shell.command.ExitStatus;
import java.io.PrintWriter;

/** A tool's request that the CIB refuses: Pacemaker's words for programs that look for them, and a sentence for people. */
final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;
    private final String words;

    CallFailed(ExitStatus status, String words, String sentence) {
        super(sentence);
        this.status = status;
        this.words = words;
    }

    /** A request that names something that is not there. */
    static CallFailed notFound(String sentence) {
        return new CallFailed(ExitStatus.NO_SUCH_OBJECT, "No such device or address", sentence);
    }

    /** What the cluster has answered. */
    static CallFailed of(ClusterReply reply) {
        return new CallFailed(ExitStatus.of(reply.outcome()), words(reply.outcome()), reply.message());
    }

    private static String words(ClusterReply.Outcome outcome) {
        return switch (outcome) {
            case NOT_FOUND -> "No such device or address";
            case EXISTS -> "File exists";
            case INVALID -> "Update does not conform to the configured schema";
            case OLD_VERSION -> "Update was older than existing configuration";
            case MISFIT -> "Application of update diff failed, requesting full refresh";
            case DENIED -> "Permission denied";
            case NO_QUORUM -> "Quorum required";
            case NO_DC -> "Transport endpoint is not connected";
            case TIMEOUT -> "Timer expired";
            case UNSUPPORTED -> "Operation not supported";
            case OK, FAILED -> "Generic Pacemaker error";
        };
    }

    /** Tells people and programs, and gives the exit code. */
    ExitStatus print(String tool, PrintWriter err) {
        err.println("Call failed: " + words);
        if (!getMessage().isEmpty()) {
            getMessage().lines().forEach(line -> err.println(tool + ": " + line));
        }
        return status;
    }

    /** Pacemaker's words for it. */
    String words() {
        return words;
    }

    ExitStatus status() {
        return status;
    }
}
