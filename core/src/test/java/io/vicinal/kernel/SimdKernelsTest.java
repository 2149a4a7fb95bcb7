package io.vicinal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimdKernelsTest extends RowKernelsContract {
    @Override
    RowKernels create() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "there is no vector module");
        return new SimdKernels();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithPlainJava(Reference operation) {
        Random random = new Random(11);
        RowKernels simd = create();
        RowKernels scalar = new ScalarKernels();
        for (int dimension = 1; dimension <= 1537; dimension += 1 + dimension / 8) {
            try (Arena arena = Arena.ofConfined()) {
                PlacedRows rows = new PlacedRows(arena, 8, 4L * dimension, PlacedRows.random(random, 11, dimension));
                float[] query = PlacedRows.random(random, 1, dimension)[0];
                float[] fast = new float[11];
                float[] plain = new float[11];
                operation.scattered(simd, query, rows, fast);
                operation.scattered(scalar, query, rows, plain);
                for (int row = 0; row < 11; row++) {
                    double tolerance = Reference.TOLERANCE * operation.magnitude(query, rows.rows[row]);
                    assertThat((double) fast[row]).isCloseTo(plain[row], within(tolerance));
                }
            }
        }
    }
}
