package io.vicinal.embedding.cache;

import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.MapSegmentContext;
import org.jspecify.annotations.Nullable;

/**
 * Entries in a Chronicle Map: a hash table in a mapped file, in segments that are locked one by one. More of the file may
 * have to be mapped at any time, and an interrupted thread would close it for all others; so it isn't interrupted meanwhile.
 */
final class ChronicleEntries implements EntryStore {
    private final CacheFolder folder;
    private final long asked;
    private ChronicleLayout layout;
    private ChronicleMap<byte[], byte[]> map;
    private int groupSegment;

    private ChronicleEntries(CacheFolder folder, long asked, ChronicleLayout layout, ChronicleMap<byte[], byte[]> map) {
        this.folder = folder;
        this.asked = asked;
        this.layout = layout;
        this.map = map;
    }

    /** Opens the entries of a folder, which is closed with them. */
    static ChronicleEntries open(CacheFolder folder, CacheOptions options) throws IOException {
        long asked = options.maxBytes();
        CacheHeader header = folder.header();
        if (header == null) {
            ChronicleLayout layout = new ChronicleLayout(asked);
            return new ChronicleEntries(folder, asked, layout, make(folder, layout));
        }
        ChronicleLayout layout = new ChronicleLayout(header.capacity());
        ChronicleEntries entries = new ChronicleEntries(folder, asked, layout, open(folder, header, layout));
        if (header.state() == CacheHeader.State.IN_USE) {
            options.warnings()
                    .accept("%s was not closed: it has been repaired and holds %,d vectors"
                            .formatted(folder.name(), entries.size()));
        }
        if (asked > header.capacity()) {
            options.warnings()
                    .accept("%s was made for %,d bytes and keeps to them; cleared, it will have the %,d asked for"
                            .formatted(folder.name(), header.capacity(), asked));
        }
        return entries;
    }

    private static ChronicleMap<byte[], byte[]> make(CacheFolder folder, ChronicleLayout layout) throws IOException {
        folder.startEntries(layout.capacity());
        ChronicleMap<byte[], byte[]> map =
                layout.builder().createPersistedTo(folder.entries().toFile());
        folder.use(layout.capacity(), ChronicleHead.read(folder.entries()));
        return map;
    }

    private static ChronicleMap<byte[], byte[]> open(CacheFolder folder, CacheHeader header, ChronicleLayout layout)
            throws IOException {
        ChronicleHead.check(folder.entries(), header.head());
        try {
            if (header.state() == CacheHeader.State.CLOSED) {
                folder.use(header.capacity(), header.head());
                return layout.builder().createPersistedTo(folder.entries().toFile());
            }
            // Opened like any other, it would wait a minute for each lock that the killed process held.
            ChronicleHead.restore(folder.entries(), header.head());
            return layout.builder().recoverPersistedTo(folder.entries().toFile(), false, damage -> {});
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while opening " + folder.name());
            }
            CorruptFileException corrupt = new CorruptFileException(
                    folder.entries(), header.head().length, "Chronicle Map can't read it: " + e.getMessage());
            corrupt.addSuppressed(e);
            throw corrupt;
        }
    }

    @Override
    public byte @Nullable [] get(CacheKey key) {
        return Uninterrupted.call(() -> map.get(key.toBytes()));
    }

    @Override
    public byte @Nullable [] put(CacheKey key, byte[] value) {
        try {
            return Uninterrupted.call(() -> map.put(key.toBytes(), value));
        } catch (IllegalStateException e) {
            throw String.valueOf(e.getMessage()).contains("segment tier") ? new FullException(e) : e;
        }
    }

    @Override
    public byte @Nullable [] remove(CacheKey key) {
        return Uninterrupted.call(() -> map.remove(key.toBytes()));
    }

    @Override
    public void forEach(BiConsumer<CacheKey, byte[]> visitor) {
        for (int segment = 0; segment < map.segments(); segment++) {
            forEach(segment, visitor);
        }
    }

    private void forEach(int segment, BiConsumer<CacheKey, byte[]> visitor) {
        Uninterrupted.call(() -> {
            try (MapSegmentContext<byte[], byte[], ?> context = map.segmentContext(segment)) {
                context.forEachSegmentEntry(entry -> visitor.accept(
                        CacheKey.ofBytes(entry.key().get()), entry.value().get()));
            }
            return null;
        });
    }

    @Override
    public List<Dated> nextGroup() {
        List<Dated> group = new ArrayList<>();
        forEach(groupSegment, (key, value) -> group.add(new Dated(key, StoredVector.day(value))));
        groupSegment = (groupSegment + 1) % map.segments();
        return group;
    }

    @Override
    public long size() {
        return map.longSize();
    }

    @Override
    public long capacity() {
        return layout.capacity();
    }

    @Override
    public long cost(int valueBytes) {
        return ChronicleLayout.cost(valueBytes);
    }

    /** The file is the memory: the operating system has it all already. */
    @Override
    public void flush() {}

    @Override
    public void clear() throws IOException {
        map.close();
        layout = new ChronicleLayout(asked);
        map = make(folder, layout);
        groupSegment = 0;
    }

    @Override
    public void close(long bytes) throws IOException {
        try {
            map.close();
            folder.complete(bytes);
        } finally {
            folder.close();
        }
    }
}
