package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A collection to draw: documents of some topics, each with words and a direction of its own. */
final class MapFixture {
    static final List<String> TOPICS =
            List.of("boats", "bread", "clocks", "owls", "rivers", "violins", "wool", "kites");
    static final String EVIL_TEXT =
            "</script><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">";
    static final String EVIL_ID = "evil\"'<b>&amp;";
    private static final int DIMENSION = 24;

    private MapFixture() {}

    /** Makes a collection. Document i is of topic i mod 8, and the last has a text that would harm a page. */
    static Path make(Path directory, int documents) throws IOException {
        Random random = new Random(17);
        float[][] centres = new float[TOPICS.size()][DIMENSION];
        for (float[] centre : centres) {
            for (int j = 0; j < DIMENSION; j++) {
                centre[j] = 1.6f * (float) random.nextGaussian();
            }
        }
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            float[] vector = centres[i % TOPICS.size()].clone();
            for (int j = 0; j < DIMENSION; j++) {
                vector[j] += (float) random.nextGaussian() * 0.8f;
            }
            all.add(document(i, i == documents - 1, vector));
        }
        CollectionSpec spec = CollectionSpec.of(DIMENSION, Metric.COSINE).flat().model("test:topics");
        try (Collection collection = Collection.create(directory, spec)) {
            collection.putAll(all);
        }
        return directory;
    }

    private static Document document(int i, boolean evil, float[] vector) {
        String topic = TOPICS.get(i % TOPICS.size());
        Metadata metadata = Metadata.builder()
                .put("topic", evil ? "<i>evil</i>" : topic)
                .put("year", 1900L + i % 120)
                .put("note", "number " + i)
                .build();
        String text = "A note about %s, number %d, with some %s in it.\nSecond line.".formatted(topic, i, topic);
        return Document.of(evil ? EVIL_ID : "d" + i, vector)
                .text(evil ? EVIL_TEXT : text)
                .metadata(metadata);
    }

    /** Draws it. */
    static CommandRun draw(Path directory, Path out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("map", directory, "--out", out, "--json"));
        arguments.addAll(List.of(more));
        CommandRun run = CommandRun.of(arguments.toArray());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run;
    }
}
