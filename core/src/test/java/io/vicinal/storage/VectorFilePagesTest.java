package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rows are written into pages that have been written as a whole before. */
class VectorFilePagesTest {
    private static final int DIMENSION = 1024;

    /** As many as begin a second huge page. */
    private static final int ROWS = HugePages.BYTES / (DIMENSION * Float.BYTES) + 10;

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHugePageIsThereWithItsFirstRow() throws IOException, InterruptedException {
        Path zeros = Files.write(folder.resolve("zeros"), new byte[1 << 20]);
        assumeTrue(space(zeros) >= 1 << 20, "zeros take no space in this file system");
        Path path = folder.resolve("rows");
        try (VectorFile file = VectorFile.create(path, DIMENSION, Metric.DOT_PRODUCT)) {
            for (int row = 0; row < ROWS; row++) {
                file.append(RandomVectors.vector(DIMENSION, row));
            }
            assertThat(file.fileBytes(ROWS)).isLessThan(HugePages.BYTES * 3L / 2);
            // The file is longer than its rows, but what was not written takes no space.
            assertThat(space(path)).isGreaterThanOrEqualTo(2L * HugePages.BYTES - 65_536);
            for (int row = 0; row < ROWS; row++) {
                assertThat(file.vector(row)).isEqualTo(RandomVectors.vector(DIMENSION, row));
            }
            file.verify();
        }
    }

    private static long space(Path path) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("stat", "-c", "%b", path.toString()).start();
        String blocks = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(blocks) * 512;
    }
}
