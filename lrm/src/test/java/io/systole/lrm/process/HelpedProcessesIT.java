package io.systole.lrm.process;

/** Processes launched through small programs, as with a C library that is too old. */
class HelpedProcessesIT extends ProcessRunnerContract {
    @Override
    Launcher launcher(Standing daemon) {
        return new HelperLauncher(CleanStart.detect(daemon));
    }
}
