package io.systole.shell.tool;

/** What {@code crm_simulate --help} prints and understands. */
final class SimulateHelp {
    static final OptionText OPTIONS = OptionText.of("""
            usage: crm_simulate [OPTION]...

            Shows what the cluster would do: its state, the actions it would take and why, and the state after them.
            Nothing is done to the cluster. Without -L or -x the CIB is read from standard input.

            input
             -L, --live-check          the configuration and status of the running cluster
             -x, --xml-file=FILE       a CIB in a file
             -p, --xml-pipe            a CIB from standard input
            what is done
             -R, --run                 show what the cluster would do
             -S, --simulate            do it on paper as well, and show the state afterwards
             -X, --in-place            as -S; the result is written back into the file of -x
            what is shown
             -A, --show-attrs          node attributes
             -c, --show-failcounts     fail counts and failed actions
             -s, --show-scores         scores, in the order in which they come about
             -U, --show-utilization    what nodes have and what resources need
             -V, --verbose             why every resource is where it is
             -Q, --quiet               nothing but scores
             -j, --pending             accepted: pending operations are always shown
             --output-as=FORMAT        text, xml, json or none
             --output-to=FILE          into a file instead of standard output
             --text-fancy              accepted
            what happens first; each may be given more than once
             -u, --node-up=NODE        a node comes online
             -d, --node-down=NODE      a node is taken offline
             -f, --node-fail=NODE      a node vanishes
             -i, --op-inject=SPEC      an operation has ended; SPEC is RESOURCE_TASK_INTERVAL@NODE=RC, interval in milliseconds
             -g, --ticket-grant=TICKET     a ticket is granted
             -r, --ticket-revoke=TICKET    a ticket is revoked
             -b, --ticket-standby=TICKET   a ticket is put on standby
             -e, --ticket-activate=TICKET  a ticket is activated
             -q, --quorum=VALUE        the cluster has quorum or not; counts together with another change only
             -w, --watchdog=VALUE      the cluster has a watchdog or not
             -F, --op-fail=SPEC        if this operation is carried out, it fails
             -t, --set-datetime=DATE   the time that counts, ISO 8601: 2026-11-20T11:28:03Z, 2026-324, 2026-W47-5
            files
             -I, --save-input=FILE     the CIB after what happens first
             -O, --save-output=FILE    the CIB at the end
             -G, --save-graph=FILE     the graph of actions as XML
             -D, --save-dotfile=FILE   the graph for Graphviz
             -a, --all-actions         the drawing has also what is not needed
            many at once
             -P, --profile=DIR         schedule each .xml file of a directory and print the time it takes
             -N, --repeat=TIMES        so many times each
            or, alone: --bulk LIST|DIR --output-dir DIR [-j JOBS]
                                       simulate many files in one process: a list of files, each with options behind it,
                                       or all .xml files of a directory; writes graph/, summary/ and scores/

            exit status: 0 done; 1 something failed; 64 wrong options; 65 the input is no CIB; 74, 105, 4 a file cannot be written;
            78 the configuration is not valid; 102 no cluster
            """);

    private SimulateHelp() {}
}
