package io.vicinal.index.hnsw;

import io.vicinal.index.search.Parts;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Connects rows in the graph and takes them out of it again. */
final class Writer {
    /** Rows put in order and connected at once while there is next to nothing to find out where they belong. */
    private static final int FIRST_ROUND = 1_000;

    /** Rows put in order at once, as a part of those connected: all of them would not know yet where most of them belong. */
    private static final int ROUND = 4;

    /** Of so few rows hardly two are near to each other. */
    private static final int TOO_FEW = 64;

    private final Content content;
    private final Links links;
    private final Sweep sweep;
    private final Pooled<Insertion> insertions;

    /** Many write who connect rows one by one; who connects the first ones all at once does it alone. */
    private final ReentrantReadWriteLock writing = new ReentrantReadWriteLock();

    Writer(Arena arena, Content content, Epochs epochs, Sweep.Freed freed) {
        this.content = content;
        this.links = new Links(arena, content.graph());
        this.insertions = new Pooled<>(() -> new Insertion(links, content));
        this.sweep = new Sweep(content, epochs, new Repair(links, content), freed);
    }

    Links links() {
        return links;
    }

    Sweep sweep() {
        return sweep;
    }

    /** Has the nearest nodes that can be reached lead to those that cannot. */
    void reach() {
        Reach reach = new Reach(content);
        Insertion insertion = insertions.take();
        reach.missing().forEach(insertion::reconnect);
        insertions.give(insertion);
    }

    /**
     * Connects rows that have been placed, on several threads.
     *
     * @throws CancellationException if this thread is interrupted, which it then still is; some rows may have been connected
     */
    void connect(int[] placed) {
        Pace pace = new Pace(content.spec().progress(), placed.length);
        connect(placed, pace);
        pace.end();
    }

    /** Does the same as a part of more, all of which are counted together. */
    void connect(int[] placed, Pace pace) {
        AtomicBoolean stopped = new AtomicBoolean();
        int before = Math.max(0, content.store().count() - placed.length);
        int from = connectFirst(placed, stopped, pace);
        writing.readLock().lock();
        try {
            connectOthers(placed, from, before, stopped, pace);
        } finally {
            writing.readLock().unlock();
        }
        if (stopped.get()) {
            throw new CancellationException(
                    "interrupted after %d of %d vectors; none was added".formatted(pace.count(), placed.length));
        }
    }

    /** Connects the first rows of an empty graph at once, and returns how many those are. */
    private int connectFirst(int[] placed, AtomicBoolean stopped, Pace pace) {
        if (GraphBuild.most(content, placed.length) == 0) {
            return 0;
        }
        writing.writeLock().lock();
        try {
            int first = GraphBuild.most(content, placed.length);
            if (first > 0) {
                Insertion insertion = insertions.take();
                new GraphBuild(content, links, pace).connect(Arrays.copyOf(placed, first), insertion);
                insertions.give(insertion);
            }
            return first;
        } catch (CancellationException e) {
            stopped.set(true);
            return 0;
        } finally {
            writing.writeLock().unlock();
        }
    }

    private void connectOthers(int[] placed, int first, int before, AtomicBoolean stopped, Pace pace) {
        int from = first;
        while (from < placed.length && !stopped.get()) {
            int to = (int) Math.min(placed.length, from + Math.max(FIRST_ROUND, (before + (long) from) / ROUND));
            connect(ordered(Arrays.copyOfRange(placed, from, to)), stopped, pace);
            from = to;
        }
    }

    private int threads(int rows) {
        return Math.clamp(rows, 1, content.spec().threads());
    }

    private int[] ordered(int[] rows) {
        if (rows.length < TOO_FEW) {
            return rows;
        }
        Neighbourhoods order = new Neighbourhoods(rows);
        Runs runs = new Runs(rows.length, threads(rows.length));
        Parts.run(threads(rows.length), part -> {
            Insertion insertion = insertions.take();
            for (int run = runs.take(); run >= 0; run = runs.take()) {
                order.locate(run, runs.end(run), insertion);
            }
            insertions.give(insertion);
        });
        return order.ordered();
    }

    private void connect(int[] rows, AtomicBoolean stopped, Pace pace) {
        Runs runs = new Runs(rows.length, threads(rows.length));
        Parts.run(threads(rows.length), part -> {
            Insertion insertion = insertions.take();
            try {
                for (int run = runs.take(); run >= 0; run = runs.take()) {
                    for (int i = run; i < runs.end(run) && !stopped.get(); i++) {
                        insertion.connect(rows[i]);
                        pace.done();
                        if (part == 0 && Thread.currentThread().isInterrupted()) {
                            stopped.set(true);
                        }
                    }
                }
            } catch (Throwable e) {
                stopped.set(true);
                throw e;
            } finally {
                insertions.give(insertion);
            }
        });
    }
}
