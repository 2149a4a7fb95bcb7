package io.vicinal.bench.contender;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Memory that this JVM's program holds: used heap, memory allocated outside it, and the pages of mapped files that are in memory. Room
 * that the heap has for more, and the JVM's own memory, are left out. Of what is allocated outside the heap without asking for huge pages,
 * only direct buffers are known of, unless the JVM runs with {@code -XX:NativeMemoryTracking=summary}.
 *
 * @param heap bytes
 * @param outside bytes outside the heap
 */
record MemoryInUse(long heap, long outside) {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";

    /** The name under which a JVM tells of buffers and memory segments. */
    private static final Pattern ALLOCATED = Pattern.compile("- +Other \\(reserved=(\\d+)");

    /** Collects garbage and measures what is left. What cleaners let go of is free in a second round. */
    static MemoryInUse measure() throws IOException {
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new MemoryInUse(heap, allocated() + mapped());
    }

    private static long allocated() {
        Matcher allocated = ALLOCATED.matcher(nativeMemory());
        return allocated.find() ? Long.parseLong(allocated.group(1)) : pool("direct");
    }

    private static String nativeMemory() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        Object[] arguments = {new String[] {"summary", "scale=B"}};
        String[] types = {String[].class.getName()};
        try {
            return String.valueOf(beans.invoke(new ObjectName(DIAGNOSTICS), "vmNativeMemory", arguments, types));
        } catch (JMException e) {
            return "";
        }
    }

    private static long mapped() throws IOException {
        if (!Files.isReadable(MAPPINGS)) {
            return pool("mapped");
        }
        try (Stream<String> lines = Files.lines(MAPPINGS, StandardCharsets.UTF_8)) {
            return Mappings.ofProgram(
                    lines, Path.of(System.getProperty("java.home")).toRealPath());
        }
    }

    private static long pool(String name) {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals(name))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    Map<String, ?> fields() {
        return Map.of("bytes", heap + outside, "heapBytes", heap);
    }
}
