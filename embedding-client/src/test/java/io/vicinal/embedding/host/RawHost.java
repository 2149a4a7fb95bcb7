package io.vicinal.embedding.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A host on this machine that writes what it is told, good HTTP or not, and closes the connection. */
public final class RawHost implements AutoCloseable {
    private static final String LENGTH = "Content-Length:";

    private final ServerSocket socket;
    private final UnaryOperator<String> answer;

    private RawHost(ServerSocket socket, UnaryOperator<String> answer) {
        this.socket = socket;
        this.answer = answer;
    }

    /**
     * Starts a host.
     *
     * @param answer made of what stands before the body of a request
     * @return the host
     * @throws IOException if there is no free port
     */
    public static RawHost start(UnaryOperator<String> answer) throws IOException {
        RawHost host = new RawHost(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
        Thread.ofVirtual().start(host::serve);
        return host;
    }

    /**
     * Returns where it is.
     *
     * @return a base URL without a path
     */
    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection);
            } catch (IOException e) {
                // The client has gone, or the host is closed.
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            head.append(line).append('\n');
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        // What is left unread when a connection is closed takes the answer with it.
        for (int left = length; left > 0 && reader.read() >= 0; ) {
            left--;
        }
        connection.getOutputStream().write(answer.apply(head.toString()).getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
