package io.vicinal.cli.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that a thread puts away by itself when the process is told to end: the thread is interrupted, and waited for until it has closed
 * what it uses, in the order in which that must be closed.
 */
public final class Work implements Closeable {
    private static final long PATIENCE_SECONDS = 10;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);

    private Work() {}

    /** What is to be done. */
    public interface Task {
        /**
         * Does it, and closes what it has opened.
         *
         * @return an exit code
         * @throws IOException if something can't be read or written
         */
        int run() throws IOException;
    }

    /**
     * Does some work.
     *
     * @param task what is to be done; its thread is interrupted when the process is told to end
     * @return what the task returns
     * @throws IOException if the task throws it, or the process is being ended
     */
    public static int run(Task task) throws IOException {
        Work work = Interruption.closes(Work::new);
        try {
            return task.run();
        } finally {
            work.done.countDown();
            Interruption.finished(work);
        }
    }

    /** Called when the process is told to end. */
    @Override
    public void close() {
        worker.interrupt();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("what was under way takes too long to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
