package io.vicinal.cli.command;

import io.vicinal.analysis.AnalysisProgress;
import io.vicinal.analysis.Classifier;
import io.vicinal.analysis.ClassifierSettings;
import io.vicinal.analysis.Vectors;
import io.vicinal.cli.document.Document;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.kernel.Metric;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A classifier and what it stands on, closed together.
 *
 * @param classifier the classifier
 * @param vectors of labelled texts; null if the classifier has its own
 */
record Labelled(Classifier classifier, @Nullable Vectors vectors) implements Closeable {
    static Labelled of(Classifier classifier) {
        return new Labelled(classifier, null);
    }

    /** Embeds labelled texts. */
    static Labelled read(
            Path file,
            String labelField,
            EmbeddingModel model,
            Metric metric,
            ClassifierSettings settings,
            AnalysisProgress progress)
            throws IOException {
        List<Document> documents = Unclassified.read(file);
        List<String> ids = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Document document : documents) {
            Object label = document.metadata().get(labelField);
            if (label == null) {
                throw new IllegalArgumentException(
                        "%s: document '%s' has no field '%s'".formatted(file, document.id(), labelField));
            }
            ids.add(document.id());
            labels.add(String.valueOf(label));
        }
        if (documents.size() < 2) {
            throw new IllegalArgumentException(
                    "%s: at least 2 labelled texts are needed but there are %d".formatted(file, documents.size()));
        }
        float[][] rows = Unclassified.embed(
                        documents.stream().map(Document::text).toList(), model)
                .toArray(float[][]::new);
        Vectors vectors = Vectors.of(ids, rows, metric);
        try {
            return new Labelled(Classifier.of(vectors, labels, settings, progress), vectors);
        } catch (RuntimeException | Error e) {
            vectors.close();
            throw e;
        }
    }

    @Override
    public void close() {
        classifier.close();
        if (vectors != null) {
            vectors.close();
        }
    }
}
