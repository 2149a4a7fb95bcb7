package io.vicinal.cli.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Something that takes a while to open, opened by another thread while this one does other things.
 *
 * @param <T> what is opened; closed with this
 */
public final class Preparing<T extends AutoCloseable> implements Closeable {
    private final FutureTask<T> task;

    private Preparing(FutureTask<T> task) {
        this.task = task;
    }

    /**
     * Starts to open something.
     *
     * @param <T> what is opened
     * @param opening opens it
     * @return to be asked for it, and closed
     */
    public static <T extends AutoCloseable> Preparing<T> start(Callable<T> opening) {
        FutureTask<T> task = new FutureTask<>(opening);
        Thread.ofPlatform().name("preparing").daemon().start(task);
        return new Preparing<>(task);
    }

    /**
     * Waits until it is open.
     *
     * @return what has been opened
     * @throws IOException if it can't be opened
     */
    public T get() throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("can't be opened", e.getCause());
        }
    }

    /** Closes what has been opened, which is waited for. */
    @Override
    public void close() throws IOException {
        boolean interrupted = false;
        while (true) {
            try {
                close(task.get());
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                // There is nothing to close, and whoever asked has been told.
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable opened) throws IOException {
        try {
            opened.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("can't be closed", e);
        }
    }
}
