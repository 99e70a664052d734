package io.systole.core.transition;

/**
 * How a transition ended (rule C-44).
 *
 * @param number of the transition
 * @param complete synapses that were carried out
 * @param pending synapses that were sent and have not answered
 * @param fired synapses sent just now
 * @param skipped synapses left out because of an abort
 * @param incomplete synapses whose inputs did not come
 * @param abortReason why it was aborted; empty if it was not
 */
public record TransitionSummary(int number, int complete, int pending, int fired, int skipped, int incomplete, String abortReason) {
    /** {@code Complete}, {@code Stopped} (something was skipped) or {@code Terminated} (inputs never came although nobody aborted). */
    public String status() {
        if (skipped > 0 || incomplete > 0 && !abortReason.isEmpty()) {
            return "Stopped";
        }
        return incomplete > 0 ? "Terminated" : "Complete";
    }

    /** The log line that support people search for. */
    @Override
    public String toString() {
        return "Transition " + number + " (Complete=" + complete + ", Pending=" + pending + ", Fired=" + fired + ", Skipped=" + skipped
            + ", Incomplete=" + incomplete + "): " + status();
    }
}
