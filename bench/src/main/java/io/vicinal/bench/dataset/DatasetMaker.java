package io.vicinal.bench.dataset;

import io.vicinal.format.IntVectorWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes datasets of sources, with the truth, and finds those made before. */
final class DatasetMaker {
    /** Neighbours of a query that are known at least, so that most searches find enough of them in the cache. */
    private static final int MIN_TRUTH = 100;

    private final Source source;
    private final int k;

    private DatasetMaker(Source source, int k) {
        this.source = source;
        this.k = k;
    }

    static Dataset make(Source source, int k, Path cache) throws IOException {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1 but is %d".formatted(k));
        }
        DatasetMaker maker = new DatasetMaker(source, k);
        return new DatasetCache(cache)
                .with(
                        source.key(),
                        folder -> maker.fill(new DatasetFiles(folder)),
                        folder -> maker.open(new DatasetFiles(folder)));
    }

    private void fill(DatasetFiles files) throws IOException {
        addTruth(files, source.write(files));
    }

    /** Puts the truth beside the vectors, and then what is known of all of them. */
    private DatasetFacts addTruth(DatasetFiles files, String description) throws IOException {
        float[][] queries = Vectors.read(files.queries());
        try (ExactSearch search = ExactSearch.open(files.base(), source.metric())) {
            int rows = search.rows().count();
            requireRows(rows);
            Optional<GivenTruth> given = source.truth(k);
            int[][] truth = given.isPresent() ? check(given.get(), search, queries) : compute(search, queries);
            write(truth, files.truth());
            DatasetFacts facts = new DatasetFacts(
                    description,
                    search.rows().dimension(),
                    rows,
                    queries.length,
                    given.isPresent() ? k : truth[0].length,
                    HardnessMeasurement.of(search, queries, truth));
            DatasetFacts.write(files.facts(), facts);
            return facts;
        }
    }

    private Dataset open(DatasetFiles files) throws IOException {
        DatasetFacts facts = DatasetFacts.read(files.facts());
        requireRows(facts.rows());
        // More neighbours may be wanted than when the dataset was made.
        return dataset(files, facts.neighbours() < k ? addTruth(files, facts.description()) : facts);
    }

    private Dataset dataset(DatasetFiles files, DatasetFacts facts) {
        return new Dataset(
                source.name(),
                facts.description(),
                source.metric(),
                facts.dimension(),
                facts.rows(),
                facts.queries(),
                facts.hardness(),
                files.base(),
                files.queries(),
                files.warmup(),
                files.truth());
    }

    private void requireRows(int rows) {
        if (k > rows) {
            throw new IllegalArgumentException("k is %d but %s has %d rows".formatted(k, source.name(), rows));
        }
    }

    private int[][] compute(ExactSearch search, float[][] queries) throws IOException {
        int width = Math.min(Math.max(k, MIN_TRUTH), search.rows().count());
        int[][] truth = search.nearest(queries, width);
        TruthCheck check = new TruthCheck(search.rows(), search.metric(), width, TruthCheck.COMPUTED);
        Optional<String> problem = check.sample(queries, truth);
        if (problem.isPresent()) {
            throw new IllegalStateException("the flat engine fails: " + problem.get());
        }
        return truth;
    }

    private int[][] check(GivenTruth given, ExactSearch search, float[][] queries) {
        int[][] truth = given.neighbours();
        if (truth.length != queries.length) {
            throw new IllegalArgumentException("%s has the neighbours of %d queries but there are %d queries"
                    .formatted(given.origin(), truth.length, queries.length));
        }
        if (truth[0].length < k) {
            throw new IllegalArgumentException(
                    "k is %d but %s has %d neighbours of each query".formatted(k, given.origin(), truth[0].length));
        }
        TruthCheck check = new TruthCheck(search.rows(), search.metric(), k, TruthCheck.GIVEN);
        Optional<String> problem = check.shape(truth).or(() -> check.sample(queries, truth));
        if (problem.isPresent()) {
            throw new IllegalArgumentException(given.origin() + ": " + problem.get());
        }
        return truth;
    }

    private static void write(int[][] truth, Path file) throws IOException {
        try (IntVectorWriter writer = IntVectorWriter.create(file, truth[0].length)) {
            for (int[] neighbours : truth) {
                writer.write(neighbours);
            }
            writer.commit();
        }
    }
}
