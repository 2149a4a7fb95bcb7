package io.vicinal.cli.collection;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.index.BuildProgress;
import io.vicinal.kernel.Metric;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A collection that documents with vectors are put into, and which is made when the first comes if it is not there. For one thread. */
public final class ImportTarget implements Closeable {
    private final Path directory;
    private final Asked asked;
    private @Nullable OpenFilling filling;

    /**
     * What was said of the collection.
     *
     * @param metric how vectors are compared; null for cosine, or as it is
     * @param engine what searches; null for auto, or as it is
     * @param model the identity of what made the vectors; null for nobody's business, or as it is
     */
    public record Asked(
            @Nullable Metric metric,
            @Nullable EngineChoice engine,
            @Nullable String model) {
        private void requireFits(Path directory, CollectionSpec spec) {
            if (metric != null && metric != spec.metric()) {
                throw refused(directory, "metric", spec.metric().label(), metric.label());
            }
            if (engine != null && !engine.suits(spec.engine())) {
                throw refused(directory, "engine", spec.engine(), engine.label());
            }
            if (model != null && !model.equals(spec.model())) {
                throw refused(directory, "model", spec.model(), model);
            }
        }

        private static IllegalArgumentException refused(Path directory, String name, String there, String wanted) {
            return new IllegalArgumentException(
                    "%s was made with the %s '%s', not '%s'".formatted(directory, name, there, wanted));
        }

        private CollectionSpec spec(int dimension) {
            CollectionSpec spec = CollectionSpec.of(dimension, metric == null ? Metric.COSINE : metric)
                    .model(model == null ? "" : model);
            return new Provenance(null, 0, choice()).in(spec);
        }

        private EngineChoice choice() {
            return engine == null ? EngineChoice.AUTO : engine;
        }
    }

    private ImportTarget(Path directory, Asked asked) {
        this.directory = directory;
        this.asked = asked;
    }

    /**
     * Opens the collection if there is one.
     *
     * @param directory its folder
     * @param asked what it shall be
     * @return to be given documents
     * @throws io.vicinal.storage.FolderInUseException if another process writes it
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if it is another than was asked for, naming both
     */
    public static ImportTarget open(Path directory, Asked asked) throws IOException {
        CollectionFolder.requireNotOld(directory);
        ImportTarget target = new ImportTarget(directory, asked);
        if (Collection.isAt(directory)) {
            Collection collection = CollectionFolder.openForWriting(directory);
            try {
                asked.requireFits(directory, collection.spec());
                EngineChoice engine = asked.engine() == null
                        ? Provenance.of(collection.spec()).engine()
                        : asked.engine();
                target.filling = new OpenFilling(directory, collection, engine);
            } catch (RuntimeException e) {
                collection.close();
                throw e;
            }
        } else if (Files.exists(directory)) {
            Replacement.requireReplaceable(directory);
        }
        return target;
    }

    /**
     * Puts a document.
     *
     * @param document with a vector
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if a vector is refused
     */
    public void put(Document document) throws IOException {
        OpenFilling open = filling;
        if (open == null) {
            int dimension = document.vector().orElseThrow().length;
            open = new OpenFilling(directory, Collection.create(directory, asked.spec(dimension)), asked.choice());
            filling = open;
        }
        open.put(document);
    }

    /**
     * Tells whether {@link #connect} has anything to do.
     *
     * @return whether there is a graph that some documents are not in
     * @throws IOException if what was put last can't be written
     */
    public boolean mustConnect() throws IOException {
        return filling != null && filling.mustConnect();
    }

    /**
     * Builds the graph of all documents.
     *
     * @param progress is told how far it is
     */
    public void connect(BuildProgress progress) {
        if (filling != null) {
            filling.connect(progress);
        }
    }

    /**
     * Makes everything safe.
     *
     * @return the number of documents in the collection
     * @throws IOException if the disk refuses
     * @throws IllegalArgumentException if there is no collection, since nothing was put
     */
    public long commit() throws IOException {
        if (filling == null) {
            throw new IllegalArgumentException("there are no documents to make " + directory + " of");
        }
        return filling.flush();
    }

    @Override
    public void close() throws IOException {
        if (filling != null) {
            filling.close();
        }
    }
}
