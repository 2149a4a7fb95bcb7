package io.vicinal.bench.contender;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Memory that this JVM's program holds: used heap, memory allocated outside it, and the pages of mapped files that are in memory. Room
 * that the heap has for more, and the JVM's own memory, are left out.
 *
 * @param heap bytes
 * @param outside bytes outside the heap
 */
record MemoryInUse(long heap, long outside) {
    /** Pages that are mapped several times count once here, which the JVM's own sum of mappings does not know of. */
    private static final Path MAPPINGS = Path.of("/proc/self/smaps_rollup");

    /** Collects garbage and measures what is left. What cleaners let go of is free in a second round. */
    static MemoryInUse measure() throws IOException {
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new MemoryInUse(heap, pool("direct") + mapped());
    }

    private static long pool(String name) {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals(name))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long mapped() throws IOException {
        if (!Files.isReadable(MAPPINGS)) {
            return pool("mapped");
        }
        try (Stream<String> lines = Files.lines(MAPPINGS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("Pss_File:") || line.startsWith("Pss_Shmem:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        }
    }

    Map<String, ?> fields() {
        return Map.of("bytes", heap + outside, "heapBytes", heap);
    }
}
