package io.vicinal.bench.collection;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionOptions;
import io.vicinal.collection.SearchRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process that opens a collection and says how long that took, and what it takes. */
public final class OpenedProcess {
    private OpenedProcess() {}

    /** Runs it: milliseconds to open and to the first answer, then bytes a document on the heap, and resident but not of a file. */
    static double[] run(Path collection, String access, int dimension) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                OpenedProcess.class.getName(),
                collection.toString(),
                access,
                Integer.toString(dimension)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("opening %s in a process of its own failed".formatted(collection));
        }
        return Arrays.stream(answer.strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /**
     * Opens and tells.
     *
     * @param arguments the folder, {@code read} or {@code write}, the dimension
     * @throws IOException if it can't be read
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long anonymousBefore = anonymousBytes();
        float[] vector = new float[Integer.parseInt(arguments[2])];
        Arrays.fill(vector, 1);
        long start = System.nanoTime();
        try (Collection collection = arguments[1].equals("read")
                ? Collection.openForReading(folder)
                : Collection.open(folder, CollectionOptions.DEFAULT)) {
            double open = (System.nanoTime() - start) / 1e6;
            collection.search(SearchRequest.of(vector));
            double search = (System.nanoTime() - start) / 1e6 - open;
            double documents = Math.max(1, collection.size());
            double anonymous = (anonymousBytes() - anonymousBefore) / documents;
            System.gc();
            double heap =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / documents;
            System.out.println(open + " " + search + " " + heap + " " + anonymous);
        }
    }

    /** Resident memory that is of no file. */
    private static long anonymousBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .sum();
    }
}
