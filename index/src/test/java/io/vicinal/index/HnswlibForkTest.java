package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import io.vicinal.fork.AskForEngine;
import io.vicinal.fork.HeapOfGraphs;
import io.vicinal.kernel.Kernels;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine hnswlib in JVMs of their own: with and without its library, and the heap it takes. */
@Timeout(120)
class HnswlibForkTest {
    private static final String MISSING =
            "engine 'hnswlib' needs com.github.jelmerk:hnswlib-core on the class path, or on the"
                    + " module path with --add-modules hnswlib.core";

    private static List<String> run(List<String> options, Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Dvicinal.simd=off"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    private static String path(String... parts) {
        return String.join(System.getProperty("path.separator"), parts);
    }

    /** The folder that a class came from, also when it has been patched into a module, or the jar. */
    private static String where(Class<?> type) throws Exception {
        String name = type.getName().replace('.', '/') + ".class";
        String address = Objects.requireNonNull(type.getResource("/" + name)).toString();
        String root = address.substring(0, address.length() - name.length());
        return Path.of(new URI(root.replace("jar:", "").replace("!/", ""))).toString();
    }

    private static String vicinal() throws Exception {
        return path(where(VectorIndex.class), where(Kernels.class));
    }

    private static String library() throws Exception {
        return path(
                where(HnswIndex.class),
                where(Class.forName("org.eclipse.collections.impl.list.mutable.primitive.IntArrayList")),
                where(Class.forName("org.eclipse.collections.api.list.MutableList")));
    }

    private static String programs() throws Exception {
        return where(AskForEngine.class);
    }

    @Test
    void isFoundOnTheClassPath() throws Exception {
        List<String> options = List.of("-cp", path(vicinal(), programs(), library()));
        assertThat(run(options, AskForEngine.class, "hnswlib")).containsExactly("found 42");
    }

    @Test
    void isFoundOnTheModulePath() throws Exception {
        List<String> options = List.of(
                "-p", path(vicinal(), library()), "--add-modules", "io.vicinal.index,hnswlib.core", "-cp", programs());
        assertThat(run(options, AskForEngine.class, "hnswlib")).containsExactly("found 42");
    }

    @Test
    void saysWhatItNeedsWhereThatIsNotOnTheClassPath() throws Exception {
        List<String> options = List.of("-cp", path(vicinal(), programs()));
        assertThat(run(options, AskForEngine.class, "hnswlib")).containsExactly(MISSING);
        assertThat(run(options, AskForEngine.class, "flat")).containsExactly("found 42");
    }

    /** A module can't read what is on the class path, and does not read what nobody named. */
    @Test
    void saysWhatItNeedsWhereItsModuleCannotReadIt() throws Exception {
        List<String> options =
                List.of("-p", vicinal(), "--add-modules", "io.vicinal.index", "-cp", path(programs(), library()));
        assertThat(run(options, AskForEngine.class, "hnswlib")).containsExactly(MISSING);
        assertThat(run(options, AskForEngine.class, "flat")).containsExactly("found 42");
    }

    @Test
    void takesLessThanHalfTheHeapOfTheLibraryByItself() throws Exception {
        List<String> options = List.of("-cp", path(vicinal(), programs(), library()));
        List<Long> bytes =
                run(options, HeapOfGraphs.class).stream().map(Long::valueOf).toList();
        long taken = bytes.get(0);
        long said = bytes.get(1);
        long byItself = bytes.get(2);
        assertThat(taken).isLessThan(byItself / 2);
        assertThat((double) said / taken).isBetween(0.8, 1.25);
    }
}
