package io.vicinal.embedding.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A host on this machine that answers as it is told. What was set last is answered from the next request on. */
public final class HostServer implements AutoCloseable {
    /** Floats in the vectors of good answers. */
    public static final int DIMENSION = 8;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Dialect dialect;
    private final Deque<Reply> next = new ConcurrentLinkedDeque<>();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private volatile Reply usual;

    private HostServer(HttpServer server, Dialect dialect) {
        this.server = server;
        this.dialect = dialect;
        this.usual = Reply.good(dialect, DIMENSION);
    }

    /**
     * Starts a host that gives good answers.
     *
     * @param dialect how they look
     * @return the host
     * @throws IOException if there is no free port
     */
    public static HostServer start(Dialect dialect) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HostServer host = new HostServer(server, dialect);
        server.setExecutor(host.executor);
        server.createContext("/", host::handle);
        server.start();
        return host;
    }

    /**
     * Returns where it is.
     *
     * @return a base URL without a path
     */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Sets what is done with the next requests, before the usual.
     *
     * @param replies one for each request
     * @return this host
     */
    public HostServer next(Reply... replies) {
        next.addAll(List.of(replies));
        return this;
    }

    /**
     * Sets what is done with requests.
     *
     * @param reply for each of them
     * @return this host
     */
    public HostServer usually(Reply reply) {
        usual = reply;
        return this;
    }

    /**
     * Returns the requests so far.
     *
     * @return in the order of their arrival
     */
    public List<Received> requests() {
        return List.copyOf(requests);
    }

    /**
     * Returns how its answers look.
     *
     * @return the dialect
     */
    public Dialect dialect() {
        return dialect;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Received request = Received.of(exchange);
        requests.add(request);
        @Nullable Reply reply = next.pollFirst();
        (reply == null ? usual : reply).send(exchange, request);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
