package io.vicinal.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MappingsTest {
    private static final Path JAVA = Path.of("/opt/jdk");

    @Test
    void filesCountByTheirShare() {
        assertThat(bytes(mapping("/data/index of mine", 12, "rd sh") + mapping("/data/rows (deleted)", 30, "rd wr")))
                .isEqualTo(42 << 10);
    }

    @Test
    void librariesAndTheJvmDoNotCount() {
        assertThat(bytes(mapping("/opt/jdk/lib/server/classes.jsa", 9, "rd")
                        + mapping("/usr/lib/libc.so.6", 8, "rd ex")
                        + mapping("/memfd:java_heap (deleted)", 7, "rd wr")
                        + mapping("[stack]", 6, "rd wr")
                        + mapping("", 5, "rd wr")))
                .isZero();
    }

    @Test
    void memoryThatAsksForHugePagesCounts() {
        assertThat(bytes(mapping("", 5, "rd wr") + mapping("", 2048, "rd wr hg") + mapping("", 7, "rd wr")))
                .isEqualTo(2 << 20);
    }

    private static long bytes(String smaps) {
        return Mappings.ofProgram(smaps.lines(), JAVA);
    }

    private static String mapping(String name, int share, String flags) {
        return """
                7f0a40000000-7f0a48000000 rw-s 00000000 fe:00 260850     %s
                Size:             131072 kB
                Rss:               99999 kB
                Pss:               %5d kB
                Pss_Dirty:          1111 kB
                VmFlags: %s\s
                """.formatted(name, share, flags);
    }
}
