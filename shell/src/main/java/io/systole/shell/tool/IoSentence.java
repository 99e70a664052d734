package io.systole.shell.tool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, in words. */
public final class IoSentence {
    private IoSentence() {}

    /** The sentence. */
    public static String of(IOException problem) {
        String file = problem instanceof FileSystemException known && known.getFile() != null ? known.getFile() + ": " : "";
        return switch (problem) {
            case NoSuchFileException missing -> file + "no such file or directory";
            case AccessDeniedException denied -> file + "permission denied";
            case FileSystemException other -> file + (other.getReason() == null ? "cannot be used" : other.getReason());
            default -> problem.getMessage();
        };
    }
}
