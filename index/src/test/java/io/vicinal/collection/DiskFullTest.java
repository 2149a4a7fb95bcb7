package io.vicinal.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.index.ForkedJvm;
import io.vicinal.kernel.Metric;
import io.vicinal.storage.FolderInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the system refuses to write is reported with the name of the file, and what was there before stays. */
@DisabledOnOs(OS.WINDOWS)
@DisabledIfSystemProperty(
        named = "vicinal.test.expectedKernels",
        matches = "scalar",
        disabledReason = "starts JVMs of its own, the same ones in every execution")
class DiskFullTest {
    @TempDir
    private Path folder;

    private Path place() {
        return folder.resolve("collection");
    }

    private static List<String> run(String limit, Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dvicinal.simd=off",
                "-cp",
                ForkedJvm.classPath(),
                program.getName()));
        command.addAll(List.of(arguments));
        String quoted = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Process process = new ProcessBuilder("bash", "-c", limit + " exec " + quoted)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"3, 3000, journal", "100, 3, vectors", "40, 3, vectors", "100, 70000, journal"})
    void filesThatMayGrowNoMore(int dimension, int textLength, String refused) throws Exception {
        List<String> lines = run(
                "ulimit -f 1000;",
                FillUntilRefused.class,
                place().toString(),
                Integer.toString(dimension),
                Integer.toString(textLength));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains(refused).contains("can't be written");
        assertThat(lines.get(3)).isEqualTo("closed");
        String[] counts = lines.get(1).split(" ", 2);
        int whole = Integer.parseInt(counts[0]);
        try (Collection collection = Collection.open(place(), FillUntilRefused.spec(dimension))) {
            assertThat(collection.size()).isEqualTo(Integer.parseInt(counts[1]));
            assertThat(whole).isPositive();
            FillUntilRefused.requireThere(collection, whole, dimension, textLength);
            collection.put(FillUntilRefused.document(1_000_000, dimension, textLength));
            assertThat(collection.stats().notes()).isEmpty();
        }
        assertThat(Collection.verify(place()).clean()).isTrue();
    }

    @Test
    void aLockHeldByAnotherProcessNamesIt() throws Exception {
        Process process = ForkedJvm.start(
                List.of("-cp", ForkedJvm.classPath(), "-XX:TieredStopAtLevel=1"),
                ChangeForever.class,
                place().toString(),
                "flat",
                "1",
                "0");
        try {
            assertThat(process.inputReader().readLine()).isNotNull();
            assertThatThrownBy(() -> Collection.open(place(), SeededChanges.spec("flat", ChangeForever.METRIC)))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("process " + process.pid());
            assertThatThrownBy(() -> Collection.repair(place())).isInstanceOf(FolderInUseException.class);
            // Reading is for everybody.
            try (Collection reader = Collection.openForReading(place())) {
                assertThat(Model.read(reader)).isNotNull();
            }
            assertThat(Collection.verify(place()).damages()).isEmpty();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        Collection.open(place(), SeededChanges.spec("flat", ChangeForever.METRIC))
                .close();
    }

    @Test
    void whatMayOnlyBeReadCanBeReadAndIsRefusedByName() throws Exception {
        CollectionSpec spec = SeededChanges.spec("flat", Metric.EUCLIDEAN);
        try (Collection collection = Collection.create(place(), spec)) {
            collection.put(Document.of("a", new float[] {1, 2, 3, 4, 5}));
        }
        Path journal = place().resolve("generation-1/journal");
        assertThat(journal.toFile().setWritable(false)).isTrue();
        Assumptions.assumeFalse(Files.isWritable(journal), "this user may write everything");
        try {
            assertThatThrownBy(() -> Collection.open(place(), spec))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(journal.toString());
            try (Collection reader = Collection.openForReading(place())) {
                assertThat(reader.size()).isEqualTo(1);
            }
        } finally {
            assertThat(journal.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void anOldGenerationThatCantBeDeletedDoesNoHarm() throws Exception {
        CollectionSpec spec = SeededChanges.spec("flat", Metric.EUCLIDEAN);
        try (Collection collection = Collection.create(place(), spec)) {
            collection.put(Document.of("a", new float[] {1, 2, 3, 4, 5}));
            Files.createDirectories(place().resolve("generation-1/not empty/at all"));
            collection.compact();
            assertThat(collection.get("a")).isPresent();
            assertThat(collection.stats().notes()).hasSize(1);
            collection.put(Document.of("b", new float[] {1, 2, 3, 4, 5}));
        }
        try (Collection collection = Collection.open(place(), spec)) {
            assertThat(collection.size()).isEqualTo(2);
            assertThat(collection.stats().generation()).isEqualTo(2);
        }
    }

    @Test
    void anInterruptedCompactionLeavesTheCollectionAsItWas() throws Exception {
        CollectionSpec spec = SeededChanges.spec("flat", Metric.EUCLIDEAN);
        try (Collection collection = Collection.create(place(), spec)) {
            for (int i = 0; i < 300; i++) {
                collection.put(Document.of("id " + i, new float[] {1, 2, 3, 4, i}));
            }
            for (int round = 0; round < 30; round++) {
                Thread compacting = new Thread(() -> {
                    try {
                        collection.compact();
                    } catch (IOException e) {
                        // Interrupted.
                    }
                });
                compacting.start();
                for (int spins = round * round * 400; spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                compacting.interrupt();
                compacting.join();
                assertThat(collection.size()).isEqualTo(300);
                assertThat(collection.get("id " + round)).isPresent();
            }
            collection.put(Document.of("b", new float[] {1, 2, 3, 4, 5}));
        }
        try (Collection collection = Collection.open(place(), spec)) {
            assertThat(collection.size()).isEqualTo(301);
        }
        assertThat(Collection.verify(place()).clean()).isTrue();
    }
}
