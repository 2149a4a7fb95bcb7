package io.vicinal.embedding.listener;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/** All listeners of a client, told so that none can do harm. */
public final class Listeners {
    private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

    private final List<RequestListener> listeners;

    /**
     * Joins listeners.
     *
     * @param listeners in the order in which they are told
     */
    public Listeners(List<RequestListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Tells all listeners.
     *
     * @param event calls the method in question
     */
    public void tell(Consumer<RequestListener> event) {
        for (RequestListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a listener of embedding requests failed", e);
            }
        }
    }
}
