package io.vicinal.bench.arena;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps a process on one processor, its compiler and garbage collector included, so that one core is all it has. */
final class Pinning {
    private static final boolean AVAILABLE = run(List.of("taskset", "--version"));

    private Pinning() {}

    /** The processor to search on, where a process can be kept on one. */
    static Optional<Integer> processor() {
        return AVAILABLE ? ProcStatus.ofThisProcess().lastProcessor() : Optional.empty();
    }

    static boolean pin(long process, int processor) throws IOException {
        return run(List.of("taskset", "-a", "-p", "-c", Integer.toString(processor), Long.toString(process)));
    }

    private static boolean run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
