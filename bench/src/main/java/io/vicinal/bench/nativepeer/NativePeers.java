package io.vicinal.bench.nativepeer;

import io.vicinal.cli.terminal.CacheFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The native peers, by name. Safe for use by several threads and processes at once. */
public final class NativePeers {
    private static final List<CppPeer> COMPILED = List.of(CppPeer.HNSWLIB, CppPeer.FAISS, CppPeer.FAISS_NATIVE);

    private NativePeers() {}

    /** A peer that may have to be made ready first. */
    interface Peer {
        Launch prepare(Host host, Path cache) throws IOException;
    }

    /**
     * Lists them.
     *
     * @return their names, whether or not they can run here
     */
    public static List<String> names() {
        return List.copyOf(peers().keySet());
    }

    /**
     * Makes a peer ready. The first time, and after an update of its sources, its package or the compiler, this compiles it into
     * the user's cache folder, which takes seconds.
     *
     * @param name one of {@link #names}
     * @return how to start it, or why it is skipped
     * @throws IOException if the cache folder can't be written
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Launch prepare(String name) throws IOException {
        Peer peer = peers().get(name);
        if (peer == null) {
            throw new IllegalArgumentException("there is no native peer '%s' among %s".formatted(name, names()));
        }
        return peer.prepare(new LocalHost(), cache());
    }

    /**
     * Installs what the peers need: with apt-get where that is there and this is root, and otherwise by telling which commands to
     * run; USearch goes to the user's cache folder with npm. Then tells which peers are ready.
     *
     * @param out where to show the commands, their output, and what they came to
     * @return true if all peers are ready
     * @throws IOException if a command can't be started, or the cache folder can't be written
     */
    public static boolean install(PrintStream out) throws IOException {
        new Installation(new LocalHost(), out).run(COMPILED, cache());
        boolean complete = true;
        for (String name : names()) {
            Launch launch = prepare(name);
            out.println(name + ": " + (launch instanceof Launch.Skipped skipped ? skipped.reason() : "ready"));
            complete &= launch instanceof Launch.Command;
        }
        return complete;
    }

    private static Map<String, Peer> peers() {
        Map<String, Peer> peers = new LinkedHashMap<>();
        for (CppPeer peer : COMPILED) {
            peers.put(peer.name(), peer);
        }
        peers.put(UsearchPeer.NAME, new UsearchPeer());
        return peers;
    }

    private static Path cache() {
        return CacheFolder.resolve("arena/native");
    }
}
