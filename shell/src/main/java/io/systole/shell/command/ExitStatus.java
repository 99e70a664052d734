package io.systole.shell.command;

import io.systole.core.request.ClusterReply;
import java.util.Arrays;

/** The exit codes of all tools (the common table of Pacemaker's command-line tools). */
public enum ExitStatus {
    OK(0, "OK"),
    ERROR(1, "Error occurred"),
    INVALID_PARAMETER(2, "Invalid parameter"),
    UNSUPPORTED(3, "Unimplemented"),
    NO_PRIVILEGES(4, "Insufficient privileges"),
    NOT_INSTALLED(5, "Not installed"),
    NOT_CONFIGURED(6, "Not configured"),
    NOT_RUNNING(7, "Not running"),
    PROMOTED(8, "Promoted"),
    FAILED_PROMOTED(9, "Failed in promoted role"),
    USAGE(64, "Incorrect usage"),
    BAD_DATA(65, "Invalid data given"),
    NO_INPUT(66, "Input file not available"),
    UNAVAILABLE(69, "Necessary service unavailable"),
    INTERNAL(70, "Internal software bug"),
    CANNOT_CREATE(73, "Cannot create output file"),
    IO_ERROR(74, "I/O error occurred"),
    CONFIGURATION(78, "Invalid configuration"),
    FATAL(100, "Fatal error occurred, will not respawn"),
    DISCONNECTED(102, "Not connected"),
    OLD_VERSION(103, "Update was older than existing configuration"),
    NO_SUCH_OBJECT(105, "No such object"),
    NO_QUORUM(106, "Quorum required"),
    UNSAFE(107, "Operation not safe"),
    EXISTS(108, "Requested item already exists"),
    MULTIPLE(109, "Multiple items match request"),
    EXPIRED(110, "Requested item has expired"),
    NOT_YET(111, "Requested item is not yet in effect"),
    INDETERMINATE(112, "Could not determine status"),
    UNSATISFIED(113, "Not applicable under current conditions"),
    TIMEOUT(124, "Timeout occurred"),
    DEGRADED(190, "Service is active but might fail soon"),
    DEGRADED_PROMOTED(191, "Service is promoted but might fail soon");

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

    /** The exit status for the exit code of an agent. */
    public static ExitStatus ofAgent(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst().orElse(ERROR);
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
