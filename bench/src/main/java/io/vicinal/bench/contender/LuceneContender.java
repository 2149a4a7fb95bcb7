package io.vicinal.bench.contender;

import io.vicinal.storage.VectorRows;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/** Lucene: an index of one segment in the spec's folder, mapped, in which the number of a document is that of its row. */
final class LuceneContender implements Contender {
    private final ContenderSpec spec;
    private final LuceneEncoding encoding;
    private Directory directory;
    private @Nullable DirectoryReader reader;

    LuceneContender(ContenderSpec spec, LuceneEncoding encoding) throws IOException {
        this.spec = spec;
        this.encoding = encoding;
        this.directory = new MMapDirectory(spec.folder());
    }

    @Override
    public String version() {
        return Version.LATEST.toString();
    }

    @Override
    public String parameters() {
        return "M %d, efConstruction %d, %s%s, one segment, %s kernels"
                .formatted(
                        spec.connections(),
                        spec.buildEffort(),
                        encoding,
                        encoding.reranks() ? " and exact re-rank" : "",
                        kernels());
    }

    private static String kernels() {
        boolean scalar = FlatVectorScorerUtil.getLucene99FlatVectorsScorer() instanceof DefaultFlatVectorScorer;
        return scalar ? "scalar" : "Vector API";
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public boolean saves() {
        return true;
    }

    @Override
    public void build(VectorRows base, int from, int to) throws IOException {
        new LuceneWriter(spec, encoding).write(directory, base, from, to);
        reader = DirectoryReader.open(directory);
    }

    @Override
    public void save(Path folder) throws IOException {
        try (Directory copy = new MMapDirectory(folder)) {
            for (String file : opened().getIndexCommit().getFileNames()) {
                copy.copyFrom(directory, file, file, IOContext.DEFAULT);
            }
        }
    }

    @Override
    public void open(Path folder) throws IOException {
        close();
        directory = new MMapDirectory(folder);
        reader = DirectoryReader.open(directory);
    }

    @Override
    public Searcher searcher() throws IOException {
        DirectoryReader index = opened();
        int firstRow = Integer.parseInt(index.getIndexCommit().getUserData().get(LuceneWriter.FIRST_ROW));
        LeafReader segment = index.leaves().getFirst().reader();
        return new LuceneSearcher(segment, firstRow, encoding.reranks());
    }

    private DirectoryReader opened() {
        if (reader == null) {
            throw new IllegalStateException("neither built nor opened");
        }
        return reader;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
        directory.close();
    }
}
