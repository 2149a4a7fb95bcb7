package io.vicinal.fork;

import io.vicinal.collection.filter.bitmap.MetadataIndex;
import io.vicinal.collection.metadata.Metadata;
import java.util.Random;

/** A program that indexes documents with a language, a time and a price each, and prints how much heap that took. */
public final class HeapOfMetadata {
    private static final String[] LANGUAGES = {"de", "fr", "en", "es", "it", "pt", "nl", "pl"};

    private HeapOfMetadata() {}

    /** Takes the number of documents. */
    public static void main(String[] arguments) {
        int documents = Integer.parseInt(arguments[0]);
        Random random = new Random(1);
        MetadataIndex index = new MetadataIndex();
        long before = used();
        for (int ordinal = 0; ordinal < documents; ordinal++) {
            index.add(
                    ordinal,
                    Metadata.builder()
                            .put("lang", LANGUAGES[random.nextInt(LANGUAGES.length)])
                            .put("time", random.nextLong())
                            .put("price", random.nextDouble())
                            .build());
        }
        System.out.println(used() - before);
        System.out.println(index.size());
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
