package io.vicinal.bench.nativepeer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A machine made up for a test. It notes what is run; commands succeed unless told otherwise. */
final class FakeHost implements Host {
    final List<String> commands = new ArrayList<>();
    final Set<String> programs = new HashSet<>();
    final Map<String, Outcome> outcomes = new HashMap<>();
    boolean linux = true;

    FakeHost(String... programs) {
        this.programs.addAll(List.of(programs));
    }

    @Override
    public boolean isLinux() {
        return linux;
    }

    @Override
    public boolean has(String program) {
        return programs.contains(program);
    }

    @Override
    public Outcome run(List<String> command, Path folder) throws IOException {
        String line = String.join(" ", command);
        commands.add(line);
        Outcome outcome = outcomes.entrySet().stream()
                .filter(entry -> line.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Outcome(0, ""));
        if (outcome.succeeded() && command.contains("-o")) {
            Path program = folder.resolve(command.get(command.indexOf("-o") + 1));
            Files.createFile(program);
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("can't make " + program + " executable");
            }
        }
        return outcome;
    }

    @Override
    public boolean show(List<String> command, PrintStream out) throws IOException {
        return run(command).succeeded();
    }
}
