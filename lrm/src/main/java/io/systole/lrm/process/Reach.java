package io.systole.lrm.process;

/** What is killed when the time of a program is up, or nobody wants it any more. */
public enum Reach {
    /** The program and everything it started that did not leave for a session of its own. */
    GROUP,
    /** The program alone; what it started is left as it is, for people to look at. */
    PROGRAM
}
