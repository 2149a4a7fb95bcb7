package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesAheadTest {
    private static final int PAGE = HugePages.BYTES;

    @TempDir
    Path folder;

    /** Where it was written, there are zeros instead of what stood there before. */
    private static byte[] reached(Path path, RandomAccessFile file, PagesAhead pages, long end) throws IOException {
        byte[] ones = new byte[(int) file.length()];
        Arrays.fill(ones, (byte) 1);
        Channels.write(file, ones, ones.length, 0);
        pages.reach(end);
        return Files.readAllBytes(path);
    }

    private static int zeros(byte[] bytes, int from, int to) {
        int zeros = 0;
        for (int i = from; i < to; i++) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    @Test
    void wholePagesAreWrittenBeforeTheirFirstBytesAre() throws IOException {
        Path path = folder.resolve("file");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            PagesAhead pages = new PagesAhead(file);
            file.setLength(4L * PAGE);
            byte[] bytes = reached(path, file, pages, 2L * PAGE + 1);
            assertThat(zeros(bytes, 0, PAGE)).isZero();
            assertThat(zeros(bytes, PAGE, 3 * PAGE)).isEqualTo(2 * PAGE);
            assertThat(zeros(bytes, 3 * PAGE, 4 * PAGE)).isZero();
            assertThat(zeros(reached(path, file, pages, 3L * PAGE), 0, 4 * PAGE))
                    .isZero();
            assertThat(zeros(reached(path, file, pages, 3L * PAGE + 1), 3 * PAGE, 4 * PAGE))
                    .isEqualTo(PAGE);
        }
    }

    @Test
    void whatIsInTheFileStays() throws IOException {
        Path path = folder.resolve("file");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(PAGE + 1L);
            PagesAhead pages = new PagesAhead(file);
            file.setLength(3L * PAGE);
            byte[] bytes = reached(path, file, pages, 3L * PAGE);
            assertThat(zeros(bytes, 0, 2 * PAGE)).isZero();
            assertThat(zeros(bytes, 2 * PAGE, 3 * PAGE)).isEqualTo(PAGE);
        }
    }

    @Test
    void theFileIsNotMadeLonger() throws IOException {
        Path path = folder.resolve("file");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            PagesAhead pages = new PagesAhead(file);
            file.setLength(2L * PAGE - 1);
            assertThat(zeros(reached(path, file, pages, 2L * PAGE - 1), 0, 2 * PAGE - 1))
                    .isZero();
            assertThat(file.length()).isEqualTo(2L * PAGE - 1);
        }
    }
}
