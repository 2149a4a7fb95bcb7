package io.vicinal.bench.nativepeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed or said, on machines made up for the purpose. */
class InstallationTest {
    private static final String INSTALL = "apt-get install -y g++ libhnswlib-dev libfaiss-dev";

    @TempDir
    Path cache;

    @Test
    void installsWhatIsMissingAsRoot() throws IOException {
        FakeHost host = new FakeHost("apt-get", "node", "npm");
        host.outcomes.put("id -u", new Host.Outcome(0, "0\n"));

        String said = install(host);

        String npm = "npm install --prefix " + cache.resolve("usearch-2.26.2") + " usearch@2.26.2 --no-audit --no-fund";
        assertThat(host.commands).containsExactly("id -u", INSTALL, npm);
        assertThat(said).contains("Missing: g++, libhnswlib-dev, libfaiss-dev.", "$ " + INSTALL, "$ " + npm);
    }

    @Test
    void updatesThePackageListsWhenInstallingFails() throws IOException {
        FakeHost host = new FakeHost("apt-get");
        host.outcomes.put("id -u", new Host.Outcome(0, "0\n"));
        host.outcomes.put("install", new Host.Outcome(100, ""));

        assertThat(install(host)).contains("This command failed.");

        assertThat(host.commands).containsExactly("id -u", INSTALL, "apt-get update", INSTALL);
    }

    @Test
    void tellsOthersThanRootWhatToRun() throws IOException {
        FakeHost host = new FakeHost("g++", "apt-get");
        host.outcomes.put("id -u", new Host.Outcome(0, "1000\n"));
        host.outcomes.put("hnswlib/hnswlib.h", new Host.Outcome(1, ""));

        assertThat(install(host))
                .contains("sudo apt-get update", "sudo apt-get install -y libhnswlib-dev\n", "needs Node.js and npm");

        assertThat(host.commands).noneMatch(command -> command.startsWith("apt-get"));
    }

    @Test
    void installsNothingElsewhere() throws IOException {
        FakeHost host = new FakeHost("apt-get", "npm");
        host.linux = false;

        assertThat(install(host)).contains("Linux only");
        assertThat(host.commands).isEmpty();
    }

    private String install(FakeHost host) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            new Installation(host, out).run(List.of(CppPeer.HNSWLIB, CppPeer.FAISS), cache);
        }
        return said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
