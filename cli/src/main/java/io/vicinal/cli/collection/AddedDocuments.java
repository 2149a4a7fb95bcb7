package io.vicinal.cli.collection;

import io.vicinal.cli.document.Document;
import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.index.BuildProgress;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Documents that go into a collection that is there, in the place of those with the same ids. Whatever was put stays, also if the rest fails. */
public final class AddedDocuments implements Filling {
    private final OpenFilling filling;
    private int added;

    private AddedDocuments(OpenFilling filling) {
        this.filling = filling;
    }

    /**
     * Opens the collection.
     *
     * @param directory its folder
     * @param model embeds the documents
     * @param asked the engine asked for; null to leave it as it is
     * @return to be given documents
     * @throws io.vicinal.storage.FolderInUseException if another process writes it
     * @throws IOException if there is none, or it can't be written
     * @throws IllegalArgumentException if its documents were embedded by another model, or it has another engine, naming both
     */
    public static AddedDocuments open(Path directory, EmbeddingModel model, @Nullable EngineChoice asked)
            throws IOException {
        Collection collection = CollectionFolder.openForWriting(directory);
        try {
            CollectionSpec spec = collection.spec();
            if (!spec.model().equals(model.identity())) {
                throw new IllegalArgumentException(
                        "%s was made with the model '%s', so documents embedded with '%s' can't be added"
                                .formatted(directory, spec.model(), model.identity()));
            }
            if (asked != null && !asked.suits(spec.engine())) {
                throw new IllegalArgumentException(
                        "%s was made with the engine %s, not %s".formatted(directory, spec.engine(), asked.label()));
            }
            EngineChoice engine = asked == null ? Provenance.of(spec).engine() : asked;
            return new AddedDocuments(new OpenFilling(directory, collection, engine));
        } catch (RuntimeException e) {
            collection.close();
            throw e;
        }
    }

    @Override
    public void add(Document document, float[] vector) throws IOException {
        filling.add(document, vector);
        added++;
    }

    @Override
    public int added() {
        return added;
    }

    @Override
    public boolean mustConnect() throws IOException {
        return filling.mustConnect();
    }

    @Override
    public void connect(BuildProgress progress) {
        filling.connect(progress);
    }

    @Override
    public long commit() throws IOException {
        return filling.flush();
    }

    @Override
    public void close() throws IOException {
        filling.close();
    }
}
