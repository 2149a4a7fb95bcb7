package io.vicinal.format;

import static io.vicinal.format.HandBuilt.fvecs;
import static io.vicinal.format.HandBuilt.npy;
import static io.vicinal.format.HandBuilt.random;
import static io.vicinal.format.HandBuilt.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorWriterTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 40000", "384, 171", "129, 1000", "65535, 3", "65536, 2"})
    void bytesAreThoseOfTheFormat(int dimension, int count) throws IOException {
        float[][] rows = random(count, count, dimension);
        Path prefixed = written("a.fvecs", rows);
        assertThat(Files.readAllBytes(prefixed)).isEqualTo(fvecs(rows));
        Path bare = written("a.npy", rows);
        assertThat(Files.readAllBytes(bare)).isEqualTo(npy(rows));
        assertThat(readAll(prefixed)).isDeepEqualTo(rows);
        assertThat(readAll(bare)).isDeepEqualTo(rows);
    }

    @Test
    void filesOfNoRowsAreWritten() throws IOException {
        try (VectorReader reader = VectorReader.open(written("a.npy", new float[0][]))) {
            assertThat(reader.count()).isZero();
            assertThat(reader.dimension()).isEqualTo(7);
        }
        assertThat(written("a.fvecs", new float[0][])).isEmptyFile();
    }

    @Test
    void theLongestShapeFitsTheHeader() {
        assertThat(NpyHeader.encode(Long.MAX_VALUE, Dimension.MAX)).hasSize(128).endsWith('\n');
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.fvecs", "a.npy"})
    void nothingIsSeenBeforeTheCommit(String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "as before");
        try (VectorWriter writer = VectorWriter.create(file, 2)) {
            writer.write(new float[] {1, 2});
            assertThat(file).hasContent("as before");
            writer.commit();
            assertThat(readAll(file)).isDeepEqualTo(new float[][] {{1, 2}});
        }
        assertOnly(file);
        assertThat(readAll(file)).hasDimensions(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.fvecs", "a.npy"})
    void withoutACommitNothingIsLeft(String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "as before");
        for (int count : new int[] {0, 1, 100_000}) {
            try (VectorWriter writer = VectorWriter.create(file, 2)) {
                for (int i = 0; i < count; i++) {
                    writer.write(new float[2]);
                }
            }
            assertThat(file).hasContent("as before");
            assertOnly(file);
        }
        Path truth = directory.resolve("truth.ivecs");
        try (IntVectorWriter writer = IntVectorWriter.create(truth, 2)) {
            writer.write(new int[2]);
        }
        assertOnly(file);
    }

    @Test
    void aRowOfAnotherLengthIsNamedAndTheWriterGoesOn() throws IOException {
        for (String name : new String[] {"a.fvecs", "a.npy"}) {
            Path file = directory.resolve(name);
            try (VectorWriter writer = VectorWriter.create(file, 384)) {
                for (int i = 0; i < 17; i++) {
                    writer.write(new float[384]);
                }
                assertThatThrownBy(() -> writer.write(new float[383]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("dimension is 384 but vector 17 has 383 components");
                writer.write(new float[384]);
                assertThat(writer.count()).isEqualTo(18);
                assertThat(writer.dimension()).isEqualTo(384);
                writer.commit();
            }
            assertThat(readAll(file)).hasDimensions(18, 384);
        }
    }

    @Test
    void aWriterEndsWithItsCommit() throws IOException {
        for (String name : new String[] {"a.fvecs", "a.npy"}) {
            Path file = directory.resolve(name);
            VectorWriter writer = VectorWriter.create(file, 1);
            writer.commit();
            assertThatThrownBy(() -> writer.write(new float[1]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(file + " can't be written: its writer is closed");
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
            writer.close();
            writer.close();
            assertThat(file).exists();
        }
    }

    @Test
    void aFailedWriteCanNotBeCommitted() throws IOException {
        Path file = Files.writeString(directory.resolve("a.fvecs"), "as before");
        try (VectorWriter writer = VectorWriter.create(file, Dimension.MAX)) {
            writer.write(new float[Dimension.MAX]);
            // An interrupted channel fails as a full disk would.
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> {
                        for (int row = 0; row < 100; row++) {
                            writer.write(new float[Dimension.MAX]);
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(writer::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(file + " can't be written: an earlier write failed");
        }
        assertThat(file).hasContent("as before");
        assertOnly(file);
    }

    @Test
    void aFailedCommitLeavesNothing() throws IOException {
        Path file = directory.resolve("a.npy");
        try (VectorWriter writer = VectorWriter.create(file, 3)) {
            writer.write(new float[3]);
            Files.createDirectories(file.resolve("in the way"));
            assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        }
        assertThat(file.resolve("in the way")).isDirectory();
        assertOnly(file);
    }

    @Test
    void impossibleTargetsAreRefused() throws IOException {
        assertThatThrownBy(() -> VectorWriter.create(directory.resolve("a.bvecs"), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(directory.resolve("a.bvecs") + " can't be written: its name must end in .fvecs or .npy");
        assertThatThrownBy(() -> IntVectorWriter.create(directory.resolve("a.npy"), 3))
                .isInstanceOf(IllegalArgumentException.class);
        for (int dimension : new int[] {-1, 0, Dimension.MAX + 1}) {
            assertThatThrownBy(() -> VectorWriter.create(directory.resolve("a.npy"), dimension))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dimension must be from 1 to 65536 but is " + dimension);
        }
        Path folder = Files.createDirectory(directory.resolve("folder.npy"));
        assertThatThrownBy(() -> VectorWriter.create(folder, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " can't be written: it is a directory");
        assertThatThrownBy(() -> VectorWriter.create(directory.resolve("none/a.npy"), 3))
                .isInstanceOf(NoSuchFileException.class);
        assertOnly(folder);
    }

    private Path written(String name, float[][] rows) throws IOException {
        Path file = directory.resolve(name);
        try (VectorWriter writer = VectorWriter.create(file, rows.length == 0 ? 7 : rows[0].length)) {
            for (float[] row : rows) {
                writer.write(row);
            }
            writer.commit();
        }
        return file;
    }

    /** No temporary file has stayed. */
    private void assertOnly(Path file) {
        assertThat(directory).isDirectoryNotContaining(entry -> !entry.equals(file));
    }
}
