package io.vicinal.bench.contender;

import com.github.jelmerk.hnswlib.core.Item;
import io.vicinal.storage.VectorRows;

/**
 * A row as hnswlib-java keeps it: on the heap, and written by Java serialization.
 *
 * @param id the number of the row
 * @param vector its floats
 */
@SuppressWarnings("ArrayRecordComponent") // an item is found by its id, and never compared
record HnswlibItem(Integer id, float[] vector) implements Item<Integer, float[]> {
    static HnswlibItem of(VectorRows base, int row) {
        float[] vector = new float[base.dimension()];
        base.copy(row, vector);
        return new HnswlibItem(row, vector);
    }

    @Override
    public int dimensions() {
        return vector.length;
    }
}
