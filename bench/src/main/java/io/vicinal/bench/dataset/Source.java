package io.vicinal.bench.dataset;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.util.Optional;

/** What a dataset is made from. */
interface Source {
    /** What it is called in reports. */
    String name();

    /** The name of its folder: different for all that would give other files. */
    String key() throws IOException;

    /** How its vectors are compared. */
    Metric metric();

    /**
     * Writes rows, queries and warm-up queries.
     *
     * @return one line on where they come from
     */
    String write(DatasetFiles files) throws IOException;

    /** The neighbours that came with the queries, if any did. */
    default Optional<GivenTruth> truth(int k) throws IOException {
        return Optional.empty();
    }
}
