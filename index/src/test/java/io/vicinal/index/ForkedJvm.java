package io.vicinal.index;

import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import io.vicinal.fork.AskForEngine;
import io.vicinal.kernel.Kernels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.roaringbitmap.RoaringBitmap;

/** Another JVM, of the same kind as this one, that runs a program of {@code io.vicinal.fork}. */
public final class ForkedJvm {
    private ForkedJvm() {}

    /** Starts it; its output can be read from the process. */
    public static Process start(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Dvicinal.simd=off"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Puts folders and jars together. */
    static String path(String... parts) {
        return String.join(System.getProperty("path.separator"), parts);
    }

    /** All there is to run any program with any engine. */
    public static String classPath() throws Exception {
        return path(vicinal(), programs(), library());
    }

    /** This library and what it always needs. */
    static String vicinal() throws Exception {
        return path(where(VectorIndex.class), where(Kernels.class), where(RoaringBitmap.class));
    }

    /** What the engine hnswlib needs. */
    static String library() throws Exception {
        return path(
                where(HnswIndex.class),
                where(Class.forName("org.eclipse.collections.impl.list.mutable.primitive.IntArrayList")),
                where(Class.forName("org.eclipse.collections.api.list.MutableList")));
    }

    /** The programs. */
    static String programs() throws Exception {
        return where(AskForEngine.class);
    }

    /** The folder that a class came from, also when it has been patched into a module, or the jar. */
    private static String where(Class<?> type) throws Exception {
        String name = type.getName().replace('.', '/') + ".class";
        String address = Objects.requireNonNull(type.getResource("/" + name)).toString();
        String root = address.substring(0, address.length() - name.length());
        return Path.of(new URI(root.replace("jar:", "").replace("!/", ""))).toString();
    }
}
