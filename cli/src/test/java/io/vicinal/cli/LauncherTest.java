package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.cache.ChronicleEmbeddingCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real script in a checkout of its own, where the JDKs and Maven are scripts that tell how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String MAVEN_THAT_BUILDS = """
            echo "$JAVA_HOME $*" >> "$MAVEN_CALLS"
            mkdir -p cli/target bench/target
            case $* in
              *bench*) module=bench jar=benchmarks ;;
              *) module=cli jar=vicinal ;;
            esac
            printf '%s' "$PWD/$module/target/library.jar" > $module/target/classpath
            : > $module/target/library.jar
            : > $module/target/$jar.jar
            """;

    private final Map<String, String> environment = new HashMap<>();
    private Path sandbox;
    private Path home;
    private Path checkout;
    private Path commands;
    private Path mavenCalls;

    @BeforeEach
    void layOut(@TempDir Path folder) throws IOException {
        sandbox = folder.toRealPath();
        home = Files.createDirectory(sandbox.resolve("my home"));
        checkout = Files.createDirectory(sandbox.resolve("a check out"));
        commands = Files.createDirectory(sandbox.resolve("bin"));
        mavenCalls = sandbox.resolve("maven calls");
        Files.copy(Path.of("..", "vicinal"), checkout.resolve("vicinal"));
        assertThat(checkout.resolve("vicinal").toFile().setExecutable(true)).isTrue();
        write(checkout.resolve("pom.xml"), "<project />");
        for (String module : List.of("cli", "bench")) {
            write(checkout.resolve(module).resolve("pom.xml"), "<project />");
            write(checkout.resolve(module).resolve("src/main/java/A.java"), "class A {}");
        }
        script(commands.resolve("mvn"), MAVEN_THAT_BUILDS);
        environment.put("HOME", home.toString());
        environment.put("PATH", commands + ":/usr/bin:/bin");
        environment.put("MAVEN_CALLS", mavenCalls.toString());
        environment.put("VICINAL_SEARCH_ROOT", sandbox.toString());
    }

    @Test
    void javaHomeIsTakenFirst() {
        jdk("usr/lib/jvm/other", "26");
        javaHome();
        assertThat(vicinal().java()).isEqualTo("java home");
    }

    @Test
    void anOldJavaHomeIsPassedOver() throws IOException {
        environment.put("JAVA_HOME", jdk("java home", "17.0.15").toString());
        Path onPath = jdk("some where/jdk", "25");
        Files.createSymbolicLink(sandbox.resolve("alternative"), onPath.resolve("bin/java"));
        Files.createSymbolicLink(commands.resolve("java"), Path.of("../alternative"));
        assertThat(vicinal().java()).isEqualTo("some where/jdk");
    }

    @Test
    void theUsualFoldersAreSearched() {
        jdk("usr/lib/jvm/java-17", "17.0.15");
        jdk("usr/lib/jvm/java-8", "1.8.0_392");
        jdk("usr/lib/jvm/temurin", "26-ea");
        withoutSystemJava();
        assertThat(vicinal().java()).isEqualTo("usr/lib/jvm/temurin");
    }

    @Test
    void theHomeFolderIsSearched() {
        jdk("my home/.sdkman/candidates/java/25-tem", "25.0.1");
        withoutSystemJava();
        assertThat(vicinal().java()).isEqualTo("my home/.sdkman/candidates/java/25-tem");
    }

    @Test
    void aJavaWithoutCompilerIsPassedOver() throws IOException {
        Files.delete(jdk("usr/lib/jvm/a-jre", "25").resolve("bin/javac"));
        jdk("usr/lib/jvm/b-jdk", "25");
        withoutSystemJava();
        assertThat(vicinal().java()).isEqualTo("usr/lib/jvm/b-jdk");
    }

    @Test
    void withoutJdkTheMessageSaysWhatIsMissing() {
        Path old = jdk("usr/lib/jvm/java-17", "17.0.15");
        withoutSystemJava();
        Outcome outcome = vicinal("--help");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .contains("no JDK 25 or newer found", "JAVA_HOME (not set)", "too old: " + old + " (17)", "Temurin");
        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void buildsOnceWithTheJdkItFound() {
        Path jdk = javaHome();
        Outcome first = vicinal();
        assertThat(first.exitCode()).isZero();
        assertThat(first.errors()).isEqualTo("building vicinal (first use, about a minute) …\n");
        assertThat(mavenCalls()).containsExactly(jdk + " -q -B -Pquick -pl cli -am package");
        Outcome second = vicinal();
        assertThat(second.errors()).isEmpty();
        assertThat(second.arguments()).isEqualTo(first.arguments());
        assertThat(mavenCalls()).hasSize(1);
        assertThat(checkout.resolve("target/launcher.lock")).doesNotExist();
    }

    @Test
    void buildsAgainAfterAChange() throws IOException {
        javaHome();
        vicinal();
        write(checkout.resolve("cli/src/main/java/A.java"), "class A { int b; }");
        assertThat(vicinal().errors()).isEqualTo("building vicinal (sources changed) …\n");
        Files.delete(checkout.resolve("bench/src/main/java/A.java"));
        vicinal();
        write(checkout.resolve("cli/pom.xml"), "<project></project>");
        vicinal();
        Files.delete(checkout.resolve("cli/target/library.jar"));
        vicinal();
        assertThat(mavenCalls()).hasSize(5);
        vicinal();
        assertThat(mavenCalls()).hasSize(5);
    }

    @Test
    void aMovedCheckoutIsBuiltAgain() throws IOException {
        javaHome();
        vicinal();
        checkout = Files.move(checkout, sandbox.resolve("moved"));
        Outcome outcome = vicinal();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).doesNotContain("a check out");
        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void aFailedBuildIsShownAndTriedAgain() {
        javaHome();
        script(commands.resolve("mvn"), "echo 'A.java: what is this?'; echo '[ERROR] no' >&2; exit 3");
        for (int attempt = 0; attempt < 2; attempt++) {
            Outcome outcome = vicinal("--help");
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output()).isEmpty();
            assertThat(outcome.errors()).contains("A.java: what is this?\n[ERROR] no\n", "the build failed");
        }
        script(commands.resolve("mvn"), MAVEN_THAT_BUILDS);
        assertThat(vicinal().exitCode()).isZero();
    }

    @Test
    void withoutMavenTheMessageSaysSo() throws IOException {
        javaHome();
        Files.delete(commands.resolve("mvn"));
        withoutSystemJava();
        Outcome outcome = vicinal();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).contains("there is no mvn on the PATH");
    }

    @Test
    void aLockLeftBehindDoesNotHold() throws IOException, InterruptedException {
        javaHome();
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor()).isZero();
        Files.createDirectory(checkout.resolve("target"));
        Files.createSymbolicLink(checkout.resolve("target/launcher.lock"), Path.of(Long.toString(gone.pid())));
        assertThat(vicinal().exitCode()).isZero();
    }

    @Test
    void severalAtOnceBuildOnce() throws IOException, InterruptedException {
        javaHome();
        List<Process> launchers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            launchers.add(process(checkout, checkout.resolve("vicinal").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(sandbox.resolve("output " + i).toFile())
                    .start());
        }
        for (Process launcher : launchers) {
            assertThat(launcher.waitFor()).isZero();
        }
        assertThat(mavenCalls()).hasSize(1);
    }

    @Test
    void argumentsArriveAsTheyWereGiven() {
        javaHome();
        String[] arguments = {"search", "two words", "it's", "\"quoted\"", "", "*", "$HOME", "a\\b", "--", "new\nline"};
        assertThat(vicinal(arguments).arguments()).endsWith(arguments);
    }

    @Test
    void runsTheProgramWithItsFlags() {
        javaHome();
        environment.put("VICINAL_JAVA_OPTIONS", "-Xmx8g  -Dany=*");
        assertThat(vicinal("info").arguments())
                .contains("--add-modules=jdk.incubator.vector", "-Dvicinal.terminal=false", "-Xmx8g", "-Dany=*")
                .endsWith(
                        "-cp",
                        checkout + "/cli/target/vicinal.jar:" + checkout + "/cli/target/library.jar",
                        "io.vicinal.cli.Vicinal",
                        "info");
    }

    @Test
    void theCacheOfEmbeddingsHasItsFlags() {
        javaHome();
        assertThat(vicinal().arguments())
                .contains(ChronicleEmbeddingCache.jvmFlags().toArray(String[]::new));
    }

    @Test
    void aCollectorOfTheUsersChoiceIsTheOnlyOne() {
        javaHome();
        assertThat(vicinal().arguments()).contains("-XX:+UseParallelGC");
        environment.put("VICINAL_JAVA_OPTIONS", "-Xmx8g -XX:+UseG1GC");
        assertThat(vicinal().arguments()).contains("-XX:+UseG1GC").doesNotContain("-XX:+UseParallelGC", "");
    }

    @Test
    void benchmarksAreBuiltWhenTheyAreAskedFor() {
        Path jdk = javaHome();
        vicinal();
        assertThat(checkout.resolve("bench/target/benchmarks.jar")).doesNotExist();
        String classPath = checkout + "/bench/target/benchmarks.jar:" + checkout + "/bench/target/library.jar";
        assertThat(vicinal("bench", "--all").arguments())
                .endsWith("-cp", classPath, "io.vicinal.bench.Benchmarks", "bench", "--all");
        assertThat(vicinal("arena", "--all").arguments())
                .endsWith("-cp", classPath, "io.vicinal.bench.arena.Arena", "arena", "--all");
        assertThat(mavenCalls()).hasSize(2).last().isEqualTo(jdk + " -q -B -Pquick -pl bench -am package");
    }

    @Test
    void runsThroughLinksAndFromAnotherFolder() throws IOException {
        javaHome();
        Path links = Files.createDirectory(sandbox.resolve("links"));
        Files.createSymbolicLink(links.resolve("one"), Path.of("../a check out/vicinal"));
        Files.createSymbolicLink(links.resolve("two"), Path.of("one"));
        Files.createSymbolicLink(sandbox.resolve("three"), links.resolve("two"));
        assertThat(run(home, "../three").exitCode()).isZero();
        environment.put("PATH", links + ":" + environment.get("PATH"));
        assertThat(run(sandbox, "sh", "-c", "two").exitCode()).isZero();
        assertThat(run(checkout, "sh", "vicinal").exitCode()).isZero();
        assertThat(mavenCalls()).hasSize(1);
    }

    @Test
    void theExitCodeIsTheProgramsOwn() {
        script(javaHome().resolve("bin/java"), "exit 42");
        assertThat(vicinal().exitCode()).isEqualTo(42);
    }

    /** What a run of the launcher left. The fake java prints the folder of its JDK, then a NUL before each argument. */
    private record Outcome(int exitCode, String output, String errors) {
        String java() {
            return output.substring(0, output.indexOf('\0'));
        }

        String[] arguments() {
            return output.substring(output.indexOf('\0') + 1).split("\0", -1);
        }
    }

    private Path javaHome() {
        Path jdk = jdk("java home", "25.0.3");
        environment.put("JAVA_HOME", jdk.toString());
        return jdk;
    }

    private Path jdk(String folder, String version) {
        Path jdk = sandbox.resolve(folder);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Any\"\n");
        script(jdk.resolve("bin/java"), "printf '" + folder + "'; for argument; do printf '\\0%s' \"$argument\"; done");
        script(jdk.resolve("bin/javac"), "exit 1");
        return jdk;
    }

    /** Leaves on the PATH only what the launcher itself needs: the machine may have a java and a mvn of its own. */
    private void withoutSystemJava() {
        for (String command : List.of("cat", "dirname", "find", "ln", "mkdir", "mv", "readlink", "rm", "sh", "sleep")) {
            Path own = Path.of("/bin", command);
            try {
                Files.createSymbolicLink(
                        commands.resolve(command), Files.exists(own) ? own : Path.of("/usr/bin", command));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        environment.put("PATH", commands.toString());
    }

    private Outcome vicinal(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(checkout.resolve("vicinal").toString());
        command.addAll(List.of(arguments));
        return run(checkout, command.toArray(String[]::new));
    }

    private Outcome run(Path folder, String... command) {
        Path output = sandbox.resolve("output");
        Path errors = sandbox.resolve("errors");
        try {
            Process process = process(folder, command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessBuilder process(Path folder, String... command) {
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        return process;
    }

    private List<String> mavenCalls() {
        try {
            return Files.exists(mavenCalls) ? Files.readAllLines(mavenCalls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void script(Path file, String text) {
        write(file, "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
