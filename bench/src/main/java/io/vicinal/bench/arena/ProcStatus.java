package io.vicinal.bench.arena;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What Linux tells of a process under {@code /proc}; elsewhere there is nothing. */
record ProcStatus(List<String> lines) {
    static ProcStatus of(long process) {
        return read(Path.of("/proc", Long.toString(process), "status"));
    }

    static ProcStatus ofThisProcess() {
        return read(Path.of("/proc/self/status"));
    }

    private static ProcStatus read(Path file) {
        try {
            return new ProcStatus(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new ProcStatus(List.of());
        }
    }

    Optional<Long> residentBytes() {
        return value("VmRSS").map(text -> Long.parseLong(text.replace(" kB", "").strip()) << 10);
    }

    /** The last processor that the process may run on. */
    Optional<Integer> lastProcessor() {
        return value("Cpus_allowed_list").map(text -> Integer.parseInt(text.replaceFirst(".*[,-]", "")));
    }

    private Optional<String> value(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
