package io.vicinal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.index.ForkedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is killed leaves a collection as it was after one of its changes, the last that it was told to be safe or a later one. */
@DisabledIfSystemProperty(
        named = "vicinal.test.expectedKernels",
        matches = "scalar",
        disabledReason = "starts JVMs of its own, the same ones in every execution")
class CrashTest {
    private static final int UNTOLD = 5_000;

    @TempDir
    private Path folder;

    private final SeededChanges changes = new SeededChanges(41);
    private final Random random = new Random(42);
    private Model model = new Model(ChangeForever.METRIC);

    /** How many changes the model has seen. */
    private int number;

    private int unfinished;

    @ParameterizedTest
    @CsvSource({"flat, 10", "hnsw, 10"})
    void everythingUpToOneChangeIsThere(String engine, int kills) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            int acknowledged = killed(engine, kill);
            unfinished += leftovers() == 0 ? 0 : 1;
            assertThat(Collection.verify(place()).damages()).as("kill %d", kill).isEmpty();
            requireOneOf(engine, acknowledged, kill);
        }
        assertThat(unfinished).as("kills in the midst of writing a file").isPositive();
    }

    @Tag("stress")
    @ParameterizedTest
    @CsvSource({"flat, 250", "hnsw, 250"})
    void hundredsOfTimes(String engine, int kills) throws Exception {
        everythingUpToOneChangeIsThere(engine, kills);
    }

    private Path place() {
        return folder.resolve("collection");
    }

    /** Starts a process, kills it somewhere, and returns how many changes it was told to be safe. */
    private int killed(String engine, int kill) throws Exception {
        Process process = ForkedJvm.start(
                List.of("-cp", ForkedJvm.classPath(), "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx64m"),
                ChangeForever.class,
                place().toString(),
                engine,
                "41",
                Integer.toString(number));
        int acknowledged = number;
        try (BufferedReader lines = process.inputReader()) {
            String wanted = List.of("flushing", "flushed", "compact", "checkpoint", "connect")
                    .get(kill % 5);
            int left = 1 + random.nextInt(6);
            while (left > 0) {
                String line = read(lines);
                acknowledged = acknowledged(line, acknowledged);
                left -= line.startsWith(wanted) ? 1 : 0;
            }
            while (kill % 10 >= 5 && wanted.startsWith("c") && leftovers() == 0) {
                Thread.onSpinWait();
            }
            for (int spins = random.nextInt(1 << (4 + random.nextInt(16))); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            // Unlike that of the process, the method of its handle leaves the output open.
            process.toHandle().destroyForcibly();
            for (String line : lines.lines().toList()) {
                acknowledged = acknowledged(line, acknowledged);
            }
            process.waitFor();
            return acknowledged;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(BufferedReader lines) throws IOException {
        @Nullable String line = lines.readLine();
        assertThat(line).as("the process has ended by itself").isNotNull();
        return String.valueOf(line);
    }

    private static int acknowledged(String line, int before) {
        return line.startsWith("flushed ") ? Integer.parseInt(line.substring(8)) : before;
    }

    /** Counts files that are being written, also while the process makes and deletes them. */
    private int leftovers() {
        int count = 0;
        String[] names = place().toFile().list();
        for (String name : names == null ? new String[0] : names) {
            String[] within = place().resolve(name).toFile().list();
            count += name.endsWith(".tmp") ? 1 : 0;
            count += within == null
                    ? 0
                    : (int) Stream.of(within)
                            .filter(file -> file.endsWith(".tmp"))
                            .count();
        }
        return count;
    }

    private void requireOneOf(String engine, int acknowledged, int kill) throws Exception {
        try (Collection collection = Collection.open(place(), SeededChanges.spec(engine, ChangeForever.METRIC))) {
            List<Document> read = Model.read(collection);
            while (number < acknowledged) {
                changes.at(number++).apply(model);
            }
            for (int untold = 0; untold < UNTOLD && !model.is(read); untold++) {
                changes.at(number++).apply(model);
            }
            assertThat(model.is(read))
                    .as("kill %d: state after change %d or later", kill, acknowledged)
                    .isTrue();
            for (int i = 0; i < 3; i++) {
                model.requireFinds(collection, SeededChanges.vector(random), 5);
            }
            assertThat(leftovers()).isZero();
        }
        assertThat(Collection.verify(place()).clean()).isTrue();
    }
}
