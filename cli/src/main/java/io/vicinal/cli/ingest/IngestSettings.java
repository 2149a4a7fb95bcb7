package io.vicinal.cli.ingest;

import io.vicinal.cli.document.DocumentFields;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.chunk.Chunker;
import io.vicinal.embedding.ingest.Ingestor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How documents are embedded.
 *
 * @param chunker cuts their texts
 * @param concurrency batches at the same time
 * @param failures where documents that could not be embedded are listed
 * @param fields what is called what there
 */
public record IngestSettings(Chunker chunker, int concurrency, Path failures, DocumentFields fields) {
    /**
     * Returns where failures are listed if nothing is said.
     *
     * @param made what is made of the documents
     * @return a file beside it
     */
    public static Path failuresBeside(Path made) {
        Path name = made.toAbsolutePath().normalize().getFileName();
        boolean named = name != null && name.equals(made.getFileName());
        return (named ? made : made.toAbsolutePath().normalize()).resolveSibling(name + ".failed.jsonl");
    }

    /**
     * Makes sure that the failures of this run don't replace those that it reads.
     *
     * @param from where documents come from
     * @throws IOException if that can't be read
     * @throws IllegalArgumentException if both are the same file
     */
    public void requireOtherThan(Path from) throws IOException {
        if (Files.exists(from) && Files.exists(failures) && Files.isSameFile(from, failures)) {
            throw new IllegalArgumentException(
                    "%s is read, so it can't list what fails too; --failures names another file".formatted(from));
        }
    }

    /**
     * Returns an ingestor like that.
     *
     * @param model embeds the texts
     * @return the ingestor
     */
    public Ingestor ingestor(EmbeddingModel model) {
        return Ingestor.of(model).chunker(chunker).concurrency(concurrency);
    }
}
