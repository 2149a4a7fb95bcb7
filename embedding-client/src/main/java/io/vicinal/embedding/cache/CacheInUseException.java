package io.vicinal.embedding.cache;

import java.io.IOException;

/** A persistent cache is open elsewhere: it serves one process at a time. The message names its folder and that process. */
public final class CacheInUseException extends IOException {
    private static final long serialVersionUID = 1;

    CacheInUseException(String message) {
        super(message);
    }
}
