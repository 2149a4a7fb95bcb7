package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.fork.SaveForever;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * A process that is killed while it saves over an index leaves the old one or the new one, whole. What is saved shows how often it
 * was saved, and {@link SaveForever} says before and after each time which one it is.
 */
@DisabledIfSystemProperty(
        named = "vicinal.test.expectedKernels",
        matches = "scalar",
        disabledReason = "starts JVMs of its own, the same ones in every execution")
abstract class KilledSaveContract extends VectorIndexContract {
    /** Two kills come right after saving, and as many right before; the others wait until so much of the file is written. */
    private static final int BESIDE = 2;

    KilledSaveContract(TestedEngine tested) {
        super(tested);
    }

    /** What a process said before it was killed. */
    private static final class Reports {
        private int saving;
        private int saved;

        /** Takes a report, and tells whether it comes before saving. */
        boolean take(String report) {
            String[] words = report.split(" ", 2);
            int number = Integer.parseInt(words[1]);
            if (words[0].equals("saving")) {
                saving = number;
                return true;
            }
            saved = number;
            return false;
        }
    }

    @Test
    void leavesTheOldIndexOrTheNewOne() throws Exception {
        kill(13);
    }

    @Tag("stress")
    @Test
    void leavesOneOfTheTwoHoweverMuchIsWritten() throws Exception {
        kill(100);
    }

    private void kill(int kills) throws Exception {
        int unfinished = 0;
        for (int kill = 0; kill < kills; kill++) {
            Path place = Files.createDirectory(folder.resolve("kill " + kill));
            Reports reports = killed(kill, kills, place);
            try (VectorIndex index = VectorIndex.open(place.resolve(SaveForever.FILE))) {
                assertThat(number(index)).as("kill %d", kill).isIn(reports.saved, reports.saving);
            }
            unfinished += temporary(place) == null ? 0 : 1;
        }
        assertThat(unfinished).as("kills in the midst of saving").isPositive();
    }

    /** Starts a process and kills it at a point of its work that no other kill has. */
    private Reports killed(int kill, int kills, Path place) throws Exception {
        Process process = ForkedJvm.start(
                List.of("-cp", ForkedJvm.classPath(), "-XX:TieredStopAtLevel=1"),
                SaveForever.class,
                tested().name(),
                place.toString());
        try (BufferedReader lines = process.inputReader()) {
            Reports reports = new Reports();
            boolean begun = kill >= BESIDE;
            boolean saving = false;
            while (reports.saved < 1 + kill % 3 || saving != begun) {
                saving = reports.take(Objects.requireNonNull(lines.readLine()));
            }
            int step = kill - 2 * BESIDE;
            if (step >= 0) {
                waitFor(place, Files.size(place.resolve(SaveForever.FILE)) * step / (kills - 2 * BESIDE - 1));
            }
            // Unlike that of the process, the method of its handle leaves the output open.
            process.toHandle().destroyForcibly();
            lines.lines().forEach(reports::take);
            return reports;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Waits until so many bytes of a new file are written, in this or a later save. */
    private static void waitFor(Path place, long bytes) throws IOException {
        boolean reached = false;
        while (!reached) {
            Path temporary = temporary(place);
            reached = temporary != null && length(temporary) >= bytes;
        }
    }

    private static long length(Path temporary) {
        return temporary.toFile().length();
    }

    private static @Nullable Path temporary(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(path -> path.toString().endsWith(".tmp"))
                    .findAny()
                    .orElse(null);
        }
    }

    /** Which save an index is of: the last one that changed a vector. */
    private static int number(VectorIndex index) {
        assertThat(index.size()).isEqualTo(SaveForever.ROWS);
        int number = (int) IntStream.range(0, SaveForever.ROWS)
                .mapToDouble(id -> index.vector(id)[0])
                .max()
                .orElseThrow();
        for (int id = 0; id < SaveForever.ROWS; id++) {
            assertThat(index.vector(id)).isEqualTo(SaveForever.vector(id, number));
        }
        Hits hits = index.search(Query.of(SaveForever.vector(3, number)).k(1).effort(100));
        assertThat(hits.ids()).containsExactly(3);
        return number;
    }
}
