package io.vicinal.bench.arena;

import com.sun.management.OperatingSystemMXBean;
import io.vicinal.kernel.Kernels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures of a run depend on. */
final class Machine {
    private Machine() {}

    static Map<String, String> facts() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", processor());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", "%d GiB".formatted(Math.round(system.getTotalMemorySize() / (double) (1 << 30))));
        facts.put("system", "%s %s %s".formatted(system.getName(), System.getProperty("os.version"), system.getArch()));
        facts.put(
                "jdk",
                "%s %s".formatted(System.getProperty("java.vendor"), System.getProperty("java.runtime.version")));
        facts.put("kernels", Kernels.describe());
        facts.put("stops", Stops.measure().describe());
        return facts;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
