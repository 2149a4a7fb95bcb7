package io.vicinal.embedding.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The end of one request's time. When it comes, the body that is being read is closed, which wakes its reader. */
final class Deadline implements AutoCloseable {
    private @Nullable InputStream body;
    private @Nullable Future<?> alarm;
    private boolean expired;

    /** Starts counting. */
    static Deadline start(Alarms alarms, Duration limit) {
        Deadline deadline = new Deadline();
        deadline.set(alarms.after(limit, deadline::expire));
        return deadline;
    }

    private synchronized void set(Future<?> alarm) {
        this.alarm = alarm;
    }

    private synchronized void expire() {
        expired = true;
        closeBody();
    }

    /** Hands over what is to be closed. */
    synchronized void guard(InputStream body) {
        this.body = body;
        if (expired) {
            closeBody();
        }
    }

    private void closeBody() {
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                // It can't be read any more, and that is all that is wanted.
            }
        }
    }

    synchronized boolean expired() {
        return expired;
    }

    @Override
    public synchronized void close() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
