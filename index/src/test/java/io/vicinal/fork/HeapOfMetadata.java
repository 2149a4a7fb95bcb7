package io.vicinal.fork;

import io.vicinal.collection.filter.bitmap.MetadataIndex;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.storage.Snapshot;
import io.vicinal.storage.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * A program that indexes documents with a language of 10, a time of a few and a price each, and prints how much heap that takes by the
 * index's own account and as measured, and the same once it is saved and opened, and the number of documents then.
 */
public final class HeapOfMetadata {
    private HeapOfMetadata() {}

    /** Takes the number of documents and a file to save the index in. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        MetadataIndex index = index(Integer.parseInt(arguments[0]));
        try (SnapshotWriter snapshot = SnapshotWriter.create(file)) {
            index.save(snapshot);
            snapshot.commit();
        }
        long built = used();
        System.out.println(index.heapBytes());
        index = new MetadataIndex();
        long empty = used();
        System.out.println(built - empty);
        try (Snapshot snapshot = Snapshot.open(file)) {
            index = MetadataIndex.open(snapshot);
        }
        long opened = used();
        System.out.println(index.heapBytes());
        System.out.println(opened - empty);
        System.out.println(index.size());
    }

    private static MetadataIndex index(int documents) {
        Random random = new Random(1);
        MetadataIndex index = new MetadataIndex();
        for (int ordinal = 0; ordinal < documents; ordinal++) {
            index.add(
                    ordinal,
                    Metadata.builder()
                            .put("lang", "language " + random.nextInt(10))
                            .put("time", (long) random.nextInt(documents / 10) << 20)
                            .put("price", random.nextDouble())
                            .build());
        }
        return index;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
