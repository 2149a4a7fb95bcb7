package io.vicinal.bench.nativepeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a C++ peer is compiled, and why it is skipped, on machines made up for the purpose. */
class CppPeerTest {
    private final FakeHost host = new FakeHost("g++", "dpkg-query");

    @TempDir
    Path cache;

    @Test
    void tellsWhyItIsSkipped() throws IOException {
        host.outcomes.put("faiss/IndexHNSW.h", new Host.Outcome(1, "fatal error"));
        assertThat(CppPeer.FAISS.prepare(host, cache)).isEqualTo(new Launch.Skipped("package libfaiss-dev is missing"));

        host.programs.remove("g++");
        assertThat(CppPeer.FAISS.prepare(host, cache)).isEqualTo(new Launch.Skipped("g++ is not installed"));

        host.linux = false;
        assertThat(CppPeer.FAISS.prepare(host, cache))
                .isEqualTo(new Launch.Skipped("the C++ peers are compiled on Linux only"));
    }

    @Test
    void compilesOnce() throws IOException {
        host.outcomes.put("dpkg-query", new Host.Outcome(0, "0.6.2-2+b1"));

        Launch first = CppPeer.HNSWLIB.prepare(host, cache);
        assertThat(compilations()).hasSize(1).allMatch(line -> line.contains("-DPEER_VERSION=\"0.6.2\" "));
        assertThat(CppPeer.HNSWLIB.prepare(host, cache)).isEqualTo(first);
        assertThat(compilations()).hasSize(1);
        assertThat(Path.of(((Launch.Command) first).words().get(0))).isExecutable();
        assertThat(files()).as("program and log, nothing in the making").hasSize(2);
    }

    @Test
    void compilesAgainForAnotherPackageAndAnotherCompiler() throws IOException {
        host.outcomes.put("dpkg-query", new Host.Outcome(0, "1.7.3-2"));
        Launch first = CppPeer.FAISS.prepare(host, cache);
        host.outcomes.put("dpkg-query", new Host.Outcome(0, "1.7.3-3"));
        Launch updated = CppPeer.FAISS.prepare(host, cache);
        host.outcomes.put("-march=native -v", new Host.Outcome(0, "another CPU"));
        Launch moved = CppPeer.FAISS.prepare(host, cache);

        assertThat(List.of(first, updated, moved)).doesNotHaveDuplicates();
        assertThat(compilations()).hasSize(3);
    }

    @Test
    void keepsTheLogOfAFailure() throws IOException {
        host.outcomes.put("hnswlib.cpp", new Host.Outcome(1, "hnswlib.cpp:1: error"));

        Launch launch = CppPeer.HNSWLIB.prepare(host, cache);

        assertThat(launch).isInstanceOf(Launch.Skipped.class);
        assertThat(((Launch.Skipped) launch).reason()).startsWith("compiling failed: see " + cache);
        assertThat(files())
                .singleElement()
                .satisfies(
                        log -> assertThat(log).content().startsWith("g++ -O3").endsWith("hnswlib.cpp:1: error"));
    }

    private List<String> compilations() {
        return host.commands.stream().filter(line -> line.contains(" -o ")).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }
}
