package io.vicinal.bench.dataset;

import java.util.SplittableRandom;

/** Where vectors are drawn from. Safe for use by several threads. */
interface Distribution {
    /** Fills a vector with the next one. */
    void draw(SplittableRandom random, float[] vector);
}
