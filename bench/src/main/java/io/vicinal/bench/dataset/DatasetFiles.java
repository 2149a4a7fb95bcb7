package io.vicinal.bench.dataset;

import java.nio.file.Path;

/** The files of a dataset, in a folder of its own. */
record DatasetFiles(Path folder) {
    Path base() {
        return folder.resolve("base.fvecs");
    }

    Path queries() {
        return folder.resolve("queries.fvecs");
    }

    Path warmup() {
        return folder.resolve("warmup.fvecs");
    }

    Path truth() {
        return folder.resolve("truth.ivecs");
    }

    /** What is known of the others; a folder with this file is whole. */
    Path facts() {
        return folder.resolve("dataset.properties");
    }
}
