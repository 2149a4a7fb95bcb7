package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.fork.HeapOfHnsw;
import io.vicinal.kernel.Kernels;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine hnsw in a JVM of its own: the heap it takes. */
@Timeout(120)
class HnswForkTest {
    private static final long ROWS = 20_000;

    /** The folder that a class came from, also when it has been patched into a module, or the jar. */
    private static String where(Class<?> type) throws Exception {
        String name = type.getName().replace('.', '/') + ".class";
        String address = Objects.requireNonNull(type.getResource("/" + name)).toString();
        String root = address.substring(0, address.length() - name.length());
        return Path.of(new URI(root.replace("jar:", "").replace("!/", ""))).toString();
    }

    private static List<Long> run() throws Exception {
        String classPath = String.join(
                System.getProperty("path.separator"),
                where(VectorIndex.class),
                where(Kernels.class),
                where(HeapOfHnsw.class));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        classPath,
                        HeapOfHnsw.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines.stream().map(Long::valueOf).toList();
    }

    @Test
    void graphAndRowsAreOutsideTheHeap() throws Exception {
        List<Long> bytes = run();
        long taken = bytes.get(0);
        long said = bytes.get(1);
        long mapped = bytes.get(2);
        // Rows or graph on the heap would take five megabytes or more.
        assertThat(taken).isLessThan(3 << 20);
        // Four bytes a row for the table of ids, at most two thirds of it empty.
        assertThat(said).isBetween(ROWS * 4 / 2, ROWS * 4 * 4);
        assertThat(said).isLessThanOrEqualTo(Math.max(taken, 0) + (1 << 20));
        assertThat(mapped).isBetween(ROWS * 64 * 4, ROWS * 64 * 4 * 2);
        // A list of 32 neighbours, what is known of them, the state of each row, and its code.
        long offHeap = bytes.get(3);
        assertThat(offHeap).isBetween(ROWS * (32 * 4 + 64), ROWS * (32 * 4 * 4 + 64));
    }
}
