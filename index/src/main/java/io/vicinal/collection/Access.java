package io.vicinal.collection;

import java.io.IOException;

/** How a process has a collection open. */
interface Access {
    /** Changes something. */
    @FunctionalInterface
    interface Change {
        void run() throws IOException;
    }

    CollectionSpec spec();

    <T> T read(Current.Reading<T> reading);

    /** The access to write; fails where there is none. */
    WriteAccess writer();

    CollectionStats stats();

    void close() throws IOException;
}
