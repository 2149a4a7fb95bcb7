package io.vicinal.cli.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far long work has come, how fast it goes and when it will be done: on a terminal. Elsewhere it is quiet. For one thread,
 * but {@link #reach} and {@link #close} may come from others.
 */
public final class Progress implements Closeable {
    /** The total where nobody knows. */
    public static final long UNKNOWN = -1;

    private static final int REDRAW_MILLIS = 200;
    private static final int WIDTH = 79;

    private final @Nullable ProgressBar bar;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Starts.
     *
     * @param task what is being done, for instance {@code embedding}
     * @param unit what is counted, for instance {@code texts}
     * @param total how many, or {@link #UNKNOWN}
     * @return the display, to be closed at the end
     * @throws IOException if the process is being ended
     */
    public static Progress start(String task, String unit, long total) throws IOException {
        return onTerminal() ? Interruption.closes(() -> new Progress(bar(task, unit, total))) : new Progress(null);
    }

    // The library would ask jline how wide the terminal is, and jline takes SIGINT away from the JVM: no shutdown hook
    // would
    // run. So it is not on the class path.
    private static ProgressBar bar(String task, String unit, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(total)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .showSpeed()
                .setEtaFunction(Progress::remaining)
                .build();
    }

    private static Optional<Duration> remaining(ProgressState state) {
        long done = state.getCurrent();
        long total = state.getMax();
        if (state.isIndefinite() || done == 0 || done > total) {
            return Optional.empty();
        }
        double millisEach = (double) state.getElapsedAfterStart().toMillis() / done;
        return Optional.of(Duration.ofMillis(Math.round(millisEach * (total - done))));
    }

    /** The launcher tells whether standard error is a terminal, which Java can't see by itself. */
    private static boolean onTerminal() {
        return Boolean.getBoolean("vicinal.terminal");
    }

    /**
     * Counts work done.
     *
     * @param count how much more
     */
    public void advance(long count) {
        if (bar != null) {
            bar.stepBy(count);
        }
    }

    /**
     * Tells how much work is done by now; may come from any thread.
     *
     * @param done how much in all; less than before tells nothing new
     */
    public void reach(long done) {
        if (bar != null && done > bar.getCurrent()) {
            bar.stepTo(done);
        }
    }

    /**
     * Tells how much work is done by now, and how much there is; may come from any thread.
     *
     * @param done how much in all; less than before tells nothing new
     * @param total how much there will be in the end; {@link #UNKNOWN} leaves it as it is
     */
    public void reach(long done, long total) {
        expect(total);
        reach(done);
    }

    /**
     * Says something behind the numbers.
     *
     * @param words in place of what was said before
     */
    public void say(String words) {
        if (bar != null) {
            bar.setExtraMessage(" " + words);
        }
    }

    /**
     * Corrects the total.
     *
     * @param total how many there will be in the end; {@link #UNKNOWN} leaves it as it is
     */
    public void expect(long total) {
        if (bar != null && total != UNKNOWN) {
            bar.maxHint(total);
        }
    }

    @Override
    public void close() {
        if (bar != null && closed.compareAndSet(false, true)) {
            bar.close();
            Interruption.finished(this);
        }
    }
}
