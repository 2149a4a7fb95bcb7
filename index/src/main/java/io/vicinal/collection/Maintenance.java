package io.vicinal.collection;

import io.vicinal.collection.store.GenerationWriter;
import io.vicinal.index.RowIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The thread behind a collection: it connects rows, writes checkpoints, and flushes now and then where that was asked for. */
final class Maintenance {
    /** Rows not connected that are worth connecting: comparing them takes less time than a search in the graph. */
    private static final int TAIL = 1_024;

    /** Rows connected before anything else gets a turn. */
    private static final int CONNECTED_AT_ONCE = 20_000;

    /** Changes that opening replays in no time, a checkpoint or not. */
    private static final long FEW_CHANGES = 20_000;

    private final GenerationWriter writer;
    private final RowIndex index;
    private final Durability durability;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final List<String> failures = new ArrayList<>();
    private boolean work;
    private volatile boolean stopped;
    private boolean connects = true;

    private Maintenance(GenerationWriter writer, RowIndex index, Durability durability, String name) {
        this.writer = writer;
        this.index = index;
        this.durability = durability;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    static Maintenance start(GenerationWriter writer, RowIndex index, Durability durability, String name) {
        Maintenance maintenance = new Maintenance(writer, index, durability, name);
        maintenance.thread.start();
        maintenance.wake();
        return maintenance;
    }

    /** Says that something has been written. */
    void wake() {
        lock.lock();
        try {
            work = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                await();
                while (!stopped && connectSome()) {
                    // Until there is nothing left.
                }
                if (!stopped && checkpointIsDue()) {
                    writer.checkpoint();
                }
                if (!stopped && durability.kind() == Durability.Kind.INTERVAL) {
                    writer.flush();
                    pause();
                }
            } catch (InterruptedException | CancellationException e) {
                // Only stop() interrupts.
                return;
            } catch (IOException | RuntimeException e) {
                note(e);
            }
        }
    }

    private void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!work && !stopped) {
                woken.await();
            }
            work = false;
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = durability.interval().toNanos();
            while (left > 0 && !stopped) {
                left = woken.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean connectSome() {
        int connected = index.connected();
        int count = writer.now().count();
        if (!connects || count - connected < (connected == 0 ? CollectionSpec.GRAPH_FROM : TAIL)) {
            return false;
        }
        writer.connect(Math.min(count, connected + CONNECTED_AT_ONCE));
        connects = index.connected() > connected;
        return connects;
    }

    private boolean checkpointIsDue() {
        return writer.changesSinceCheckpoint()
                > Math.max(FEW_CHANGES, writer.now().count() / 4);
    }

    /** Keeps in mind what went wrong. */
    void note(Exception failure) {
        synchronized (failures) {
            if (failures.size() < 100) {
                failures.add("in the background: " + failure.getMessage());
            }
        }
    }

    /** What went wrong so far, in sentences. */
    List<String> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    /** Ends the thread, and waits for that. */
    void stop() {
        stopped = true;
        thread.interrupt();
        wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(1));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
