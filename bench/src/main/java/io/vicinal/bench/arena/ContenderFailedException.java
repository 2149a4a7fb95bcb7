package io.vicinal.bench.arena;

import java.io.IOException;

/** A contender did not do what it was told, or its process has ended. The run goes on without it. */
final class ContenderFailedException extends IOException {
    private static final long serialVersionUID = 1;

    ContenderFailedException(String engine, String reason) {
        super("%s: %s".formatted(engine, reason));
    }
}
