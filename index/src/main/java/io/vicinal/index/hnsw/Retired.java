package io.vicinal.index.hnsw;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Memory that nobody is led to any more. It is freed, by whoever comes next, when nobody can be reading it. */
final class Retired implements Consumer<Arena> {
    private final Epochs epochs;
    private final Queue<Piece> pieces = new ArrayDeque<>();

    private record Piece(Arena arena, long since) {}

    Retired(Epochs epochs) {
        this.epochs = epochs;
    }

    @Override
    public synchronized void accept(Arena arena) {
        pieces.add(new Piece(arena, epochs.now()));
        free();
    }

    /** Frees what nobody reads any more. */
    synchronized void free() {
        while (!pieces.isEmpty() && epochs.passed(pieces.element().since())) {
            pieces.remove().arena().close();
        }
    }
}
