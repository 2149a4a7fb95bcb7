package io.vicinal.embedding.http;

import io.vicinal.embedding.wire.ErrorInBodyException;
import io.vicinal.embedding.wire.MalformedBodyException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a body that came with a good status.
 *
 * @param <T> what it says
 */
@FunctionalInterface
public interface BodyReader<T> {
    /**
     * Reads a body.
     *
     * @param body unpacked; not to be closed
     * @return what it says
     * @throws IOException if it can't be read
     * @throws MalformedBodyException if it is not what it should be
     * @throws ErrorInBodyException if it tells of an error
     */
    T read(InputStream body) throws IOException, MalformedBodyException, ErrorInBodyException;
}
