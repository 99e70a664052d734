package io.systole.shell.client;

import io.systole.core.cib.acl.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The groups of a user on this machine, as {@code id -Gn} knows them: also those of a directory service. */
public final class SystemGroups {
    private static final int SECONDS = 10;

    private SystemGroups() {}

    /** The user with his groups; without any if the machine does not know him. Blocks while it asks. */
    public static Subject subject(String user) {
        if (user.isEmpty() || user.startsWith("-") || new Subject(user, List.of()).unlimited()) {
            return new Subject(user, List.of());
        }
        try {
            Process process = new ProcessBuilder("id", "-Gn", user).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean known = process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            return new Subject(user, known ? Stream.of(answer.strip().split("\\s+")).filter(name -> !name.isEmpty()).toList() : List.of());
        } catch (IOException without) {
            return new Subject(user, List.of());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Subject(user, List.of());
        }
    }
}
