package io.vicinal.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Turns exceptions into sentences for people. */
public final class Failures {
    private Failures() {}

    /**
     * Says what went wrong.
     *
     * @param failure what was thrown
     * @return one sentence, without a stack trace
     */
    public static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked
                && unchecked.getClass() == UncheckedIOException.class
                && unchecked.getCause() != null) {
            return message(unchecked.getCause());
        }
        if (failure instanceof FileSystemException fileFailure) {
            return fileMessage(fileFailure);
        }
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory (%s); VICINAL_JAVA_OPTIONS=-Xmx… gives more".formatted(message);
        }
        if (failure instanceof InternalError && message.contains("unsafe memory access")) {
            return "a file was cut short while it was read, or the disk it is on fails";
        }
        boolean expected = failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException;
        return expected || isOurs(failure) ? message : "unexpected failure: " + failure;
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getClass().getName().startsWith("io.vicinal.");
    }

    private static String fileMessage(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return "there is no file or folder " + file;
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied: " + file;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return file + " is there already";
        }
        if (failure instanceof NotDirectoryException) {
            return file + " is not a folder";
        }
        return Objects.requireNonNullElse(failure.getMessage(), String.valueOf(file));
    }
}
