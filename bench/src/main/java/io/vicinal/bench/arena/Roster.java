package io.vicinal.bench.arena;

import io.vicinal.bench.contender.ContenderProcess;
import io.vicinal.bench.contender.ContenderTask;
import io.vicinal.bench.contender.Contenders;
import io.vicinal.bench.nativepeer.Launch;
import io.vicinal.bench.nativepeer.NativePeers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who can take part, and how a contender's process is started. */
final class Roster {
    private static final List<String> JVM_FLAGS = List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // How much memory a contender takes outside the heap.
            "-XX:NativeMemoryTracking=summary",
            "-XX:+UseParallelGC");

    private final List<String> javaOptions;

    Roster(List<String> javaOptions) {
        this.javaOptions = javaOptions;
    }

    static List<String> names() {
        return Stream.concat(Contenders.names().stream(), NativePeers.names().stream())
                .toList();
    }

    /** Starts a contender with an empty folder of its own. */
    RunningContender start(ContenderTask task, Path folder) throws IOException {
        Files.createDirectories(task.spec().folder());
        return RunningContender.start(command(task.engine()), task, folder);
    }

    private List<String> command(String engine) throws IOException {
        if (NativePeers.names().contains(engine)) {
            Launch launch = NativePeers.prepare(engine);
            if (launch instanceof Launch.Command program) {
                return program.words();
            }
            String reason = launch instanceof Launch.Skipped skipped ? skipped.reason() : "";
            throw new ContenderFailedException(engine, reason + "; ./vicinal arena --install-native may help");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ContenderProcess.class.getName()));
        return command;
    }
}
