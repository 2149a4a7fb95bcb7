package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.kernel.ForkedJvm;
import io.vicinal.kernel.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vector files between processes: who may append, and what is left when a process is killed. */
class VectorFileProcessesTest {
    private static final List<String> PLAIN = List.of("-Dvicinal.simd=off");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("a.vectors");
    }

    @Test
    void whatWasFlushedSurvivesKilling() throws Exception {
        Random random = new Random(3);
        int flushed = 0;
        for (int kill = 0; kill < 3; kill++) {
            Process process = ForkedJvm.start(PLAIN, AppendingProcess.class, file.toString());
            try (BufferedReader reports = process.inputReader()) {
                for (int report = random.nextInt(40); report >= 0; report--) {
                    flushed = Integer.parseInt(Objects.requireNonNull(reports.readLine()));
                }
                assertThatThrownBy(() -> VectorFile.openForAppend(file))
                        .isInstanceOf(IOException.class)
                        .hasMessage(file + " is open for appending in another process");
                process.destroyForcibly().waitFor();
            }
            try (VectorFile vectors = VectorFile.open(file)) {
                assertThat(vectors.count()).isGreaterThanOrEqualTo(flushed);
                for (int row = 0; row < vectors.count(); row++) {
                    float[] expected = RandomVectors.vector(AppendingProcess.DIMENSION, row);
                    assertThat(RandomVectors.close(vectors.vector(row), expected, 1e-6))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aFileIsAppendedToOnceInAProcess() throws IOException {
        try (VectorFile vectors = VectorFile.create(file, AppendingProcess.DIMENSION, Metric.COSINE)) {
            assertThatThrownBy(() -> VectorFile.openForAppend(file))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " is already open for appending in this process");
            vectors.append(RandomVectors.vector(AppendingProcess.DIMENSION, 0));
        }
        VectorFile.openForAppend(file).close();
    }

    @Test
    void noOtherOpeningHereLetsAnotherProcessAppend() throws Exception {
        VectorFile.create(file, AppendingProcess.DIMENSION, Metric.COSINE).close();
        VectorFile earlier = VectorFile.open(file);
        try (VectorFile vectors = VectorFile.openForAppend(file)) {
            assertThatThrownBy(() -> VectorFile.openForAppend(file)).isInstanceOf(IOException.class);
            earlier.close();
            for (int i = 0; i < 3; i++) {
                VectorFile.open(file).close();
            }
            ForkedJvm.Output output = ForkedJvm.run(PLAIN, AppendingProcess.class, file.toString());
            assertThat(output.exitValue()).isNotZero();
            assertThat(String.join("\n", output.error())).contains("is open for appending in another process");
            vectors.append(RandomVectors.vector(AppendingProcess.DIMENSION, 0));
        }
    }

    @Test
    void aKilledSnapshotWriterLeavesTheOldSnapshot() throws Exception {
        Path target = directory.resolve("a.snapshot");
        try (SnapshotWriter writer = SnapshotWriter.create(target)) {
            writer.begin("old");
            writer.commit();
        }
        byte[] old = Files.readAllBytes(target);
        Process process = ForkedJvm.start(PLAIN, SnapshotProcess.class, target.toString());
        try (BufferedReader reports = process.inputReader()) {
            assertThat(reports.readLine()).isEqualTo("writing");
            process.destroyForcibly().waitFor();
        }
        assertThat(Files.readAllBytes(target)).isEqualTo(old);
        Snapshot.open(target).close();
    }
}
