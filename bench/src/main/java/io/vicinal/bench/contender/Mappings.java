package io.vicinal.bench.contender;

import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory mappings of a process, as Linux lists them in {@code smaps}: a line for each with its file, then its figures, flags last. */
final class Mappings {
    private static final String SHARE = "Pss:";
    private static final String FLAGS = "VmFlags:";

    private Mappings() {}

    /**
     * Sums up what a program has mapped: files that are neither libraries nor the JVM's, and memory for which huge pages were asked. The
     * JVM's own files are left out since they count for more or less as other JVMs come and go.
     *
     * @param lines of smaps
     * @param javaHome where the JVM's files are
     * @return bytes in memory; pages that are mapped several times count once
     */
    static long ofProgram(Stream<String> lines, Path javaHome) {
        long sum = 0;
        long share = 0;
        boolean file = false;
        for (String line : (Iterable<String>) lines::iterator) {
            String[] words = line.split(" +", 6);
            if (words[0].equals(SHARE)) {
                share = Long.parseLong(words[1]) << 10;
            } else if (words[0].equals(FLAGS)) {
                sum += file || line.contains(" hg") ? share : 0;
            } else if (!words[0].endsWith(":")) {
                file = words.length == 6 && isData(words[5], javaHome);
            }
        }
        return sum;
    }

    private static boolean isData(String name, Path javaHome) {
        return name.startsWith("/")
                && !name.startsWith("/memfd:")
                && !name.contains(".so")
                && !name.startsWith(javaHome + "/");
    }
}
