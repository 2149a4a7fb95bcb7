package io.vicinal.embedding.cache;

import io.vicinal.storage.FolderInUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A persistent cache is open elsewhere: it serves one process at a time. The message names its folder and that process. */
public final class CacheInUseException extends IOException {
    private static final long serialVersionUID = 1;

    CacheInUseException(Path folder, FolderInUseException cause) {
        super(message(folder, cause.pid()), cause);
    }

    private static String message(Path folder, OptionalLong pid) {
        if (pid.isEmpty()) {
            return "the cache %s is open already in this process".formatted(folder);
        }
        String process = pid.getAsLong() > 0 ? "process " + pid.getAsLong() : "another process";
        return "the cache %s is in use by %s; it serves one process at a time".formatted(folder, process);
    }
}
