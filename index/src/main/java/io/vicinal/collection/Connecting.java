package io.vicinal.collection;

import io.vicinal.collection.store.Generation;
import io.vicinal.collection.store.GenerationWriter;
import io.vicinal.index.BuildProgress;
import java.time.Duration;

/** Connects all rows, batch by batch, and tells how far that is. For one thread. */
final class Connecting {
    private static final int CONNECTED_AT_ONCE = 20_000;

    private final BuildProgress listener;
    private final ProgressRelay relay;
    private final long start = System.nanoTime();
    private int before = -1;

    Connecting(BuildProgress listener, ProgressRelay relay) {
        this.listener = listener;
        this.relay = relay;
    }

    /** Connects some; false if there are no more, or the engine connects none. */
    boolean batch(GenerationWriter writer, Generation generation) {
        int count = generation.now().count();
        int connected = generation.index().connected();
        before = before < 0 ? connected : before;
        if (connected >= count) {
            return false;
        }
        relay.to((done, total, rate, left) -> tell(connected + done, count));
        try {
            writer.connect(Math.min(count, connected + CONNECTED_AT_ONCE));
        } finally {
            relay.to(BuildProgress.NONE);
        }
        return generation.index().connected() > connected;
    }

    private void tell(long done, int count) {
        double rate = (done - before) / Math.max(1e-9, (System.nanoTime() - start) / 1e9);
        long left = (long) (1e3 * (count - done) / Math.max(1, rate));
        listener.report(done, count, rate, Duration.ofMillis(left));
    }
}
