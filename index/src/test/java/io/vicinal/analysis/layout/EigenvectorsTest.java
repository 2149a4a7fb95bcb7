package io.vicinal.analysis.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EigenvectorsTest {
    @Test
    void theMatrixStretchesItsEigenvectors() {
        int size = 9;
        Random random = new Random(5);
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                matrix[i * size + j] = random.nextGaussian();
                matrix[j * size + i] = matrix[i * size + j];
            }
        }
        Eigenvectors found = Eigenvectors.of(matrix, size);
        for (int rank = 0; rank < size; rank++) {
            double length = 0;
            for (int i = 0; i < size; i++) {
                double product = 0;
                for (int j = 0; j < size; j++) {
                    product += matrix[i * size + j] * found.component(rank, j);
                }
                assertThat(product).isCloseTo(found.value(rank) * found.component(rank, i), within(1e-12));
                length += found.component(rank, i) * found.component(rank, i);
            }
            assertThat(length).isCloseTo(1, within(1e-12));
            assertThat(found.value(rank)).isLessThanOrEqualTo(found.value(Math.max(0, rank - 1)));
        }
    }
}
