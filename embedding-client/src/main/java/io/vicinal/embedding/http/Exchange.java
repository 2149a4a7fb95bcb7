package io.vicinal.embedding.http;

import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.wire.ErrorInBodyException;
import io.vicinal.embedding.wire.ErrorReader;
import io.vicinal.embedding.wire.MalformedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.zip.ZipException;

/**
 * Sends a request once and reads its answer. Safe for use by several threads at once, of which only so many send at the same time; the
 * others wait, and their time-out does not run yet.
 */
final class Exchange {
    private static final int ERROR_BYTES = 1 << 16;

    /** What may stand behind an answer and still be read, so that its connection can be used again. */
    private static final int TRAILING_BYTES = 1 << 12;

    private final HttpClient http;
    private final Semaphore permits;
    private final Alarms alarms;
    private final Duration timeout;
    private final long maxBytes;
    private final Faults faults;

    Exchange(HttpClient http, Semaphore permits, Alarms alarms, Duration timeout, long maxBytes, Faults faults) {
        this.http = http;
        this.permits = permits;
        this.alarms = alarms;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.faults = faults;
    }

    /**
     * Sends a request.
     *
     * @param request written when it is this one's turn
     * @return what the body says
     * @throws EmbeddingException if there is no good answer
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    <T> T send(Supplier<HttpRequest.Builder> request, BodyReader<T> reader) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            throw Interruption.of(e);
        }
        try (Deadline deadline = Deadline.start(alarms, timeout)) {
            return send(request.get().timeout(timeout).build(), reader, deadline);
        } finally {
            permits.release();
        }
    }

    private <T> T send(HttpRequest request, BodyReader<T> reader, Deadline deadline) {
        try {
            HttpResponse<InputStream> response = response(request);
            try (InputStream body = response.body()) {
                deadline.guard(body);
                return read(response, reader);
            }
        } catch (InterruptedException e) {
            throw Interruption.of(e);
        } catch (HttpConnectTimeoutException e) {
            throw faults.connection(e);
        } catch (HttpTimeoutException e) {
            throw faults.timeout(timeout, e);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Interruption.of(e);
            }
            throw deadline.expired() ? faults.timeout(timeout, e) : faults.connection(e);
        } catch (EmbeddingException e) {
            // A body that was closed at the deadline looks like one that ended early.
            throw deadline.expired() && e.status() < 300 ? faults.timeout(timeout, e) : e;
        }
    }

    /** Over headers that are no HTTP, such as a length that is no number, the JDK throws what it throws over arguments. */
    private HttpResponse<InputStream> response(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IllegalArgumentException e) {
            ProtocolException noHttp = new ProtocolException("the answer is no HTTP");
            noHttp.initCause(e);
            throw noHttp;
        }
    }

    private <T> T read(HttpResponse<InputStream> response, BodyReader<T> reader) throws IOException {
        int status = response.statusCode();
        try {
            if (status < 200 || status >= 300) {
                throw faults.status(status, ErrorReader.read(errorBytes(response)), response.headers());
            }
            InputStream body = BodyStream.of(response.body(), response.headers(), maxBytes);
            T answer = reader.read(body);
            drain(body);
            return answer;
        } catch (ErrorInBodyException e) {
            throw faults.inBody(status, e.error(), response.headers());
        } catch (MalformedBodyException e) {
            throw faults.malformed(status, String.valueOf(e.getMessage()), e.incomplete(), response.headers());
        } catch (ZipException | BodyStream.TooLongException e) {
            throw faults.malformed(status, String.valueOf(e.getMessage()), false, response.headers());
        }
    }

    /** The status says enough if what comes with it can't be read. */
    private static byte[] errorBytes(HttpResponse<InputStream> response) {
        try {
            return BodyStream.of(response.body(), response.headers(), ERROR_BYTES + 1)
                    .readNBytes(ERROR_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void drain(InputStream body) {
        try {
            body.readNBytes(TRAILING_BYTES);
        } catch (IOException e) {
            // The answer is whole already.
        }
    }
}
