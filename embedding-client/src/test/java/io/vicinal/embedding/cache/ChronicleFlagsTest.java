package io.vicinal.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.fork.CacheKind;
import io.vicinal.embedding.fork.ForkedJvm;
import io.vicinal.embedding.fork.OpenCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts JVMs with and without what Chronicle Map needs. */
class ChronicleFlagsTest {
    @TempDir
    Path folder;

    private final List<String> onClassPath = List.of("-cp", ForkedJvm.path(ForkedJvm.classPath()));

    private ForkedJvm.Output open(List<String> options) throws Exception {
        return ForkedJvm.run(
                options,
                OpenCache.class,
                CacheKind.CHRONICLE.name(),
                folder.resolve("cache").toString());
    }

    @Test
    void allMissingFlagsAreNamed() throws Exception {
        List<String> out = open(onClassPath).out();
        assertThat(out).hasSize(6);
        assertThat(out.getFirst())
                .endsWith(": --add-opens=java.base/java.lang=ALL-UNNAMED"
                        + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED"
                        + " --add-exports=java.base/sun.nio.ch=ALL-UNNAMED"
                        + " --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED");
        assertThat(out.subList(1, 5)).isEqualTo(ChronicleEmbeddingCache.jvmFlags());
        assertThat(out.getLast()).as("whether the folder was made").isEqualTo("false");
    }

    @Test
    void onlyMissingFlagsAreNamed() throws Exception {
        for (String missing : ChronicleEmbeddingCache.jvmFlags().subList(1, 3)) {
            List<String> options = new ArrayList<>(onClassPath);
            options.addAll(ChronicleEmbeddingCache.jvmFlags());
            options.remove(missing);
            List<String> out = open(options).out();
            assertThat(out.subList(1, out.size())).containsExactly(missing, "false");
        }
    }

    @Test
    void aMissingModuleIsNamedToo() throws Exception {
        List<String> options = new ArrayList<>(onClassPath);
        options.addAll(ChronicleEmbeddingCache.jvmFlags());
        options.add("--limit-modules=java.se,jdk.unsupported");
        List<String> out = open(options).out();
        assertThat(out.subList(1, out.size()))
                .containsExactly(
                        "--add-modules=jdk.compiler",
                        ChronicleEmbeddingCache.jvmFlags().getLast(),
                        "false");
    }

    /** As a module too: Chronicle Map itself stays on the class path. */
    @Test
    void withAllFlagsNothingElseIsSaid() throws Exception {
        List<Path> rest = new ArrayList<>(ForkedJvm.classPath());
        rest.removeAll(ForkedJvm.modules());
        List<String> options = ForkedJvm.withFlags(List.of(
                "-p",
                ForkedJvm.path(ForkedJvm.modules()),
                "--add-modules=io.vicinal.embedding,jdk.compiler",
                "-cp",
                ForkedJvm.path(rest)));
        assertThat(open(options)).isEqualTo(new ForkedJvm.Output(0, List.of("true"), List.of()));
    }
}
