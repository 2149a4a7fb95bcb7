package io.vicinal.cli.collection;

import io.vicinal.cli.document.Document;
import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.index.BuildProgress;
import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A collection that takes its place when it is complete. Until then what was there before is. */
public final class NewCollection implements Filling {
    private final Path name;
    private final Replacement replacement;
    private final Provenance provenance;
    private final EmbeddingModel model;
    private @Nullable OpenFilling filling;
    private int added;

    private NewCollection(Path name, Replacement replacement, Provenance provenance, EmbeddingModel model) {
        this.name = name;
        this.replacement = replacement;
        this.provenance = provenance;
        this.model = model;
    }

    /**
     * Starts.
     *
     * @param target where the collection will be; nothing, an empty folder or an older index may be there
     * @param provenance how it is made
     * @param model embeds the documents
     * @return to be given documents
     * @throws io.vicinal.storage.FolderInUseException if a collection is there that another process writes
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if something else is there
     */
    public static NewCollection create(Path target, Provenance provenance, EmbeddingModel model) throws IOException {
        return new NewCollection(target, Replacement.of(target), provenance, model);
    }

    /**
     * Checks that a collection may be put somewhere: that nothing but an older index would be lost.
     *
     * @param target where the collection would be
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if something else is there
     */
    public static void requireReplaceable(Path target) throws IOException {
        Replacement.requireReplaceable(target);
    }

    /**
     * Removes what killed processes have left half-done beside a collection. None that lives may be making it.
     *
     * @param target where the collection would be
     * @throws IOException if something can't be removed
     */
    public static void removeLeftovers(Path target) throws IOException {
        Replacement.removeLeftovers(target);
    }

    @Override
    public void add(Document document, float[] vector) throws IOException {
        filling(vector.length).add(document, vector);
        added++;
    }

    /** How long vectors are is known when there is one. */
    private OpenFilling filling(int dimension) throws IOException {
        OpenFilling open = filling;
        if (open == null) {
            CollectionSpec spec =
                    provenance.in(CollectionSpec.of(dimension, Metric.COSINE).model(model.identity()));
            open = new OpenFilling(name, Collection.create(replacement.folder(), spec), provenance.engine());
            filling = open;
        }
        return open;
    }

    @Override
    public int added() {
        return added;
    }

    @Override
    public boolean mustConnect() throws IOException {
        return filling != null && filling.mustConnect();
    }

    @Override
    public void connect(BuildProgress progress) {
        if (filling != null) {
            filling.connect(progress);
        }
    }

    /** Asks the model how long its vectors are if there are no documents. */
    @Override
    public long commit() throws IOException {
        long documents;
        try (OpenFilling open = added == 0 ? filling(model.dimension()) : filling(0)) {
            documents = open.flush();
        }
        if (Thread.currentThread().isInterrupted()) {
            // The process may end at any moment: not between the two moves of a replacement.
            throw new InterruptedIOException("interrupted");
        }
        replacement.commit();
        return documents;
    }

    /** Without {@link #commit} before, nothing is left of it. */
    @Override
    public void close() throws IOException {
        try (replacement) {
            if (filling != null) {
                filling.close();
            }
        }
    }
}
