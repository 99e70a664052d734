package io.systole.shell.command;

import io.systole.core.request.ClusterReply;

/** The exit codes of all tools (the common table of Pacemaker's command-line tools). */
public enum ExitStatus {
    OK(0, "OK"),
    ERROR(1, "Error occurred"),
    UNSUPPORTED(3, "Not implemented"),
    NO_PRIVILEGES(4, "Insufficient privileges"),
    USAGE(64, "Incorrect usage"),
    BAD_DATA(65, "Data file error"),
    NO_INPUT(66, "No such input file"),
    UNAVAILABLE(69, "Service unavailable"),
    INTERNAL(70, "Internal software bug"),
    IO_ERROR(74, "I/O error occurred"),
    CONFIGURATION(78, "Invalid configuration"),
    DISCONNECTED(102, "Not connected"),
    OLD_VERSION(103, "Update was older than existing configuration"),
    NO_SUCH_OBJECT(105, "No such object"),
    NO_QUORUM(106, "Quorum not available"),
    UNSAFE(107, "Operation not safe"),
    EXISTS(108, "Object already exists"),
    TIMEOUT(124, "Timeout occurred");

    private final int code;
    private final String text;

    ExitStatus(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** What the outcome of a request means for the caller of a tool. */
    public static ExitStatus of(ClusterReply.Outcome outcome) {
        return switch (outcome) {
            case OK -> OK;
            case INVALID -> CONFIGURATION;
            case NOT_FOUND -> NO_SUCH_OBJECT;
            case EXISTS -> EXISTS;
            case OLD_VERSION -> OLD_VERSION;
            case MISFIT -> ERROR;
            case DENIED -> NO_PRIVILEGES;
            case NO_QUORUM -> NO_QUORUM;
            case NO_DC -> UNAVAILABLE;
            case TIMEOUT -> TIMEOUT;
            case UNSUPPORTED -> UNSUPPORTED;
            case FAILED -> ERROR;
        };
    }

    /** The number that the process exits with. */
    public int code() {
        return code;
    }

    /** The text that goes with it in XML output. */
    public String text() {
        return text;
    }
}
