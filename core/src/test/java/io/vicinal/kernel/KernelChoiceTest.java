package io.vicinal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.ForkedJvm.Output;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each choice is made once in the life of a JVM, so each has its own. */
class KernelChoiceTest {
    private static final String MODULE = "--add-modules jdk.incubator.vector";

    @Test
    void withoutTheModuleItIsSaidOnce() throws Exception {
        Output output = ForkedJvm.run(List.of(), ManyThreads.class);
        assertThat(output.out()).containsExactly("scalar (no " + MODULE + ")");
        assertThat(output.error()).filteredOn(line -> line.contains(MODULE)).hasSize(1);
        assertThat(output.error()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void switchedOffNothingIsSaid() throws Exception {
        Output output = ForkedJvm.run(List.of("-Dvicinal.simd=off"), ManyThreads.class);
        assertThat(output.out()).containsExactly("scalar (switched off by -Dvicinal.simd)");
        assertThat(output.error()).isEmpty();
    }

    @Test
    void anUnknownWidthIsRefused() throws Exception {
        Output output = ForkedJvm.run(List.of("-Dvicinal.simd=banana"), ManyThreads.class);
        assertThat(output.exitValue()).isNotZero();
        assertThat(String.join("\n", output.error()))
                .contains("-Dvicinal.simd must be auto, off, 128, 256 or 512 but is 'banana'");
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 512})
    void aWidthIsALimit(int width) throws Exception {
        Output output = ForkedJvm.run(List.of(MODULE.replace(' ', '='), "-Dvicinal.simd=" + width), ManyThreads.class);
        assertThat(output.out())
                .singleElement()
                .asString()
                .matches("Vector API, \\d+ bit \\(at most %d bit by -Dvicinal.simd\\)".formatted(width));
        assertThat(Integer.parseInt(output.out().get(0).split(" ", -1)[2])).isLessThanOrEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "128"})
    void warmBulkKernelsAllocateNothing(String width) throws Exception {
        Output output =
                ForkedJvm.run(List.of(MODULE.replace(' ', '='), "-Dvicinal.simd=" + width), AllocatedBytes.class);
        assertThat(output.out())
                .singleElement()
                .satisfies(bytes -> assertThat(Long.parseLong(bytes)).isLessThan(1000));
    }
}
