package io.vicinal.embedding.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.fork.ForkedJvm;
import io.vicinal.embedding.fork.IngestTexts;
import io.vicinal.embedding.host.Dialect;
import io.vicinal.embedding.host.HostServer;
import io.vicinal.embedding.host.TestVectors;
import io.vicinal.embedding.host.TroubledHost;
import io.vicinal.index.VectorIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs in processes of their own with 256 MB of heap, against a host in trouble; killed, and started again. */
class IngestKillTest {
    @TempDir
    private Path folder;

    private int texts;

    private Path index(String run) {
        return folder.resolve(run + ".index");
    }

    private Process start(HostServer host, String run) throws IOException {
        return ForkedJvm.start(
                List.of("-Xmx256m"),
                IngestTexts.class,
                host.url(),
                Integer.toString(texts),
                folder.resolve(run + ".cache").toString(),
                index(run).toString(),
                folder.resolve(run + ".failed").toString());
    }

    private void finish(HostServer host, String run) throws Exception {
        Process process = start(host, run);
        List<String> settled = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(settled).last().isEqualTo(Integer.toString(texts));
    }

    /** Kills a run when so many chunks are settled; returns whether it was still at work. */
    private void kill(HostServer host, String run, int settled) throws Exception {
        Process process = start(host, run);
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (Integer.parseInt(line) >= settled) {
                    process.destroyForcibly();
                    break;
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(137);
    }

    /** Each good text is there once with its own vector, and the poisoned ones are listed. */
    private void assertWhole(String run) throws IOException {
        List<Integer> poisoned = IntStream.range(0, texts)
                .filter(TroubledHost::isPoisoned)
                .boxed()
                .toList();
        assertThat(Files.readAllLines(folder.resolve(run + ".failed")).stream().map(Integer::valueOf))
                .isEqualTo(poisoned);
        try (VectorIndex index = VectorIndex.open(index(run))) {
            assertThat(index.size()).isEqualTo(texts - poisoned.size());
            for (int i = 0; i < texts; i++) {
                if (!TroubledHost.isPoisoned(i)) {
                    float[] vector = TestVectors.of(TroubledHost.text(i), IngestTexts.DIMENSION);
                    assertThat(index.vector(i))
                            .usingComparatorWithPrecision(1e-5f)
                            .containsExactly(vector);
                }
            }
        }
    }

    private void ingest(int count, int kills) throws Exception {
        texts = count;
        Random random = new Random(count);
        TroubledHost trouble = new TroubledHost(IngestTexts.DIMENSION, IngestTexts.MOST_INPUTS, count);
        try (HostServer host = HostServer.start(Dialect.COMPATIBLE).usually(trouble)) {
            finish(host, "once");
            assertWhole("once");
            assertThat(trouble.tooLarge()).isZero();
            assertThat(trouble.answered().values()).containsOnly(1);

            trouble.answered().clear();
            for (int i = 0; i < kills; i++) {
                kill(host, "killed", (int) ((i + random.nextDouble()) * texts / kills));
            }
            finish(host, "killed");
            assertWhole("killed");
            assertThat(Files.mismatch(index("once"), index("killed"))).isEqualTo(-1);
            long twice = trouble.answered().values().stream()
                    .mapToInt(times -> times - 1)
                    .sum();
            assertThat(twice).isLessThanOrEqualTo((long) kills * IngestTexts.CONCURRENCY * IngestTexts.MOST_INPUTS);
        }
    }

    @Test
    void aRunThatIsKilledGoesOnWhereItWas() throws Exception {
        ingest(3_000, 1);
    }

    @Test
    @Tag("stress")
    void aLongRunThatIsKilledTenTimesGoesOnWhereItWas() throws Exception {
        ingest(100_000, 10);
    }
}
