package io.vicinal.embedding.http;

import java.time.Duration;
import java.util.concurrent.Future;

/** Runs something when time is up. */
interface Alarms {
    /**
     * Sets an alarm.
     *
     * @return what cancels it
     */
    Future<?> after(Duration delay, Runnable task);
}
