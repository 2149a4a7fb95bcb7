package io.vicinal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.ForkedJvm;
import io.vicinal.kernel.ForkedJvm.Output;
import io.vicinal.kernel.Kernels;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is early is so once in the life of a JVM. */
class EarlyCodeKernelsTest {
    @BeforeEach
    void needsWideVectors() {
        assumeTrue(Kernels.vectorised() && SimdCodeKernels.supported(), "there are no vectors of 512 bit");
    }

    private static Output screen(int times) throws Exception {
        return ForkedJvm.run(
                List.of("--add-modules=jdk.incubator.vector", "-Xlog:class+load"),
                Screenings.class,
                Integer.toString(times));
    }

    @Test
    void theFirstSearchesTakeNoVectors() throws Exception {
        assertThat(screen(50).out())
                .noneMatch(line -> line.contains(SimdEstimates.class.getName()))
                .contains("different: 7");
    }

    @Test
    void laterOnesDoAndComeToTheSame() throws Exception {
        assertThat(screen(2 * EarlyCodeKernels.EARLY).out())
                .anyMatch(line -> line.contains(SimdEstimates.class.getName()))
                .contains("different: 7");
    }
}
