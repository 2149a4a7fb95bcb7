package io.vicinal.cli.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Cleans up what a command has half done when the process is told to end, by Ctrl-C for instance: what was not finished is
 * removed.
 */
public final class Interruption {
    private static final Set<Closeable> UNFINISHED = ConcurrentHashMap.newKeySet();

    private static volatile boolean running;
    private static volatile boolean interrupted;

    private Interruption() {}

    /**
     * Starts something that must not be left half-done.
     *
     * @param <T> what is started
     */
    public interface Start<T extends Closeable> {
        /**
         * Starts it.
         *
         * @return what to close, from another thread than the one that uses it
         * @throws IOException if it can't be started; nothing is left of it then
         */
        T start() throws IOException;
    }

    /**
     * Runs a command. If the process is told to end before it is done, what is unfinished is closed and a line is printed.
     *
     * @param command returns an exit code
     * @return that exit code
     */
    public static int during(IntSupplier command) {
        running = true;
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Interruption::cleanUp, "clean-up"));
        } catch (IllegalStateException ending) {
            // Told to end already, with nothing begun.
            interrupted = true;
        }
        int code = command.getAsInt();
        running = false;
        return code;
    }

    /**
     * Tells whether the process is being ended.
     *
     * @return true if failures are only a consequence of that
     */
    public static boolean happened() {
        return interrupted;
    }

    /**
     * Starts something, and has it closed if the process ends before {@link #finished} is called with it. There is no moment
     * between the two in which the end would go unnoticed.
     *
     * @param <T> what is started
     * @param start starts it
     * @return what was started
     * @throws IOException if it can't be started
     */
    public static <T extends Closeable> T closes(Start<T> start) throws IOException {
        synchronized (UNFINISHED) {
            if (interrupted) {
                throw new InterruptedIOException("interrupted");
            }
            T unfinished = start.start();
            UNFINISHED.add(unfinished);
            return unfinished;
        }
    }

    /**
     * Forgets something.
     *
     * @param finished what has been closed
     */
    public static void finished(Closeable finished) {
        UNFINISHED.remove(finished);
    }

    private static void cleanUp() {
        if (!running) {
            return;
        }
        String outcome = "nothing half-done is left";
        List<Closeable> all;
        synchronized (UNFINISHED) {
            interrupted = true;
            all = List.copyOf(UNFINISHED);
        }
        // Not under the lock: whoever is about to begin something must come to know that there is no time left.
        for (Closeable unfinished : all) {
            try {
                unfinished.close();
            } catch (IOException | RuntimeException e) {
                outcome = "can't clean up: " + Failures.message(e);
            }
        }
        System.err.println("vicinal: interrupted; " + outcome);
    }
}
