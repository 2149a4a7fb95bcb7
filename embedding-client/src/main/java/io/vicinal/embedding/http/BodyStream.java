package io.vicinal.embedding.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A body, unpacked if the host packed it, and never longer than a limit, for what is packed can be of any length. */
final class BodyStream extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final long limit;
    private long left;

    private BodyStream(InputStream body, long limit) {
        super(body);
        this.limit = limit;
        this.left = limit;
    }

    static InputStream of(InputStream body, HttpHeaders headers, long limit) throws IOException {
        String encoding = headers.firstValue("content-encoding").orElse("").toLowerCase(Locale.ROOT);
        boolean packed = encoding.equals("gzip") || encoding.equals("x-gzip");
        return new BodyStream(packed ? new GZIPInputStream(body, BUFFER) : body, limit);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long count = super.skip(wanted);
        count(count);
        return count;
    }

    private void count(long bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new TooLongException("the answer has more than %d bytes".formatted(limit));
        }
    }

    /** A body has more bytes than any answer. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException(String problem) {
            super(problem);
        }
    }
}
