package io.vicinal.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A folder is kept by somebody else, for whom it is locked. The message names the folder and the process. */
public final class FolderInUseException extends IOException {
    private static final long serialVersionUID = 1;
    private static final long OURS = 0;
    private static final long UNKNOWN = -1;

    /** The number of a process is greater than these. */
    private final long pid;

    private FolderInUseException(Path folder, long pid, String process) {
        super("%s is in use by %s".formatted(folder, process));
        this.pid = pid;
    }

    static FolderInUseException here(Path folder) {
        return new FolderInUseException(folder, OURS, "this process");
    }

    /** By the process whose number the lock's file holds, unless it has not been written yet. */
    static FolderInUseException elsewhere(Path folder, String number) {
        long pid = number.matches("[0-9]{1,18}") ? Long.parseLong(number) : UNKNOWN;
        return new FolderInUseException(folder, pid, pid > 0 ? "process " + pid : "another process");
    }

    /**
     * Returns the process that keeps the folder.
     *
     * @return its number, or -1 if it is another process that has not said its number yet; nothing if it is this process
     */
    public OptionalLong pid() {
        return pid == OURS ? OptionalLong.empty() : OptionalLong.of(pid);
    }
}
