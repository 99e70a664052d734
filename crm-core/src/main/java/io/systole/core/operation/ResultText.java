package io.systole.core.operation;

/** How operations ended, in the words of Pacemaker 3.0 (reference: T-85, T-86). */
public final class ResultText {
    private ResultText() {}

    /** The text of an exit code. */
    public static String exitCode(int rc) {
        return switch (rc) {
            case 0 -> "OK";
            case 1 -> "Error occurred";
            case 2 -> "Invalid parameter";
            case 3 -> "Unimplemented";
            case 4 -> "Insufficient privileges";
            case 5 -> "Not installed";
            case 6 -> "Not configured";
            case 7 -> "Not running";
            case 8 -> "Promoted";
            case 9 -> "Failed in promoted role";
            case 124 -> "Timeout occurred";
            case 190 -> "Service is active but might fail soon";
            case 191 -> "Service is promoted but might fail soon";
            case 193 -> "No exit status available";
            default -> rc > 128 && rc < 255 ? "Interrupted by signal" : "Unknown exit status";
        };
    }

    /** The text of an execution status. */
    public static String executionStatus(int status) {
        return switch (status) {
            case -1 -> "Pending";
            case 0 -> "Done";
            case 1 -> "Cancelled";
            case 2 -> "Timed out";
            case 3 -> "Unsupported";
            case 4 -> "Error";
            case 5 -> "Hard error";
            case 6 -> "Fatal error";
            case 7 -> "Not installed";
            case 8 -> "Internal communication failure";
            case 9 -> "Cannot execute now";
            case 10 -> "No fence device";
            case 11 -> "CIB secrets unavailable";
            default -> "Unrecognized status (bug?)";
        };
    }
}
