package io.vicinal.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.storage.CorruptFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArenaFilesTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws Exception {
        ArenaResult result = Samples.full();

        ArenaFiles.write(result, folder.resolve("new"));

        assertThat(ArenaFiles.read(folder.resolve("new/arena.json"))).isEqualTo(result);
        assertThat(folder.resolve("new").toFile().list())
                .containsExactlyInAnyOrder("arena.json", "report.html", "plot.svg");
    }

    @Test
    void writesWhatWasNotMeasuredAsNull() throws Exception {
        ArenaFiles.write(Samples.of(List.of(Samples.point("flat", "exact", 0, 1, 100))), folder);

        assertThat(Files.readString(folder.resolve("arena.json")))
                .contains("\"engine\" : \"flat\"", "\"heapBytes\" : null", "\"effort\" : 0");
    }

    @Test
    void writesARunThatFoundNothing() throws Exception {
        ArenaResult result = new ArenaResult(
                Map.of(), "none", Map.of(), 10, Optional.empty(), List.of(), List.of(), List.of(), List.of("skipped"));

        ArenaFiles.write(result, folder);

        assertThat(ArenaFiles.read(folder.resolve("arena.json"))).isEqualTo(result);
        assertThat(Files.readString(folder.resolve("report.html"))).contains("No engine reached", "skipped");
    }

    @Test
    void replacesOlderFiles() throws Exception {
        ArenaFiles.write(Samples.full(), folder);
        ArenaResult newer = Samples.of(List.of(Samples.point("flat", "exact", 0, 1, 100)));

        ArenaFiles.write(newer, folder);

        assertThat(ArenaFiles.read(folder.resolve("arena.json"))).isEqualTo(newer);
    }

    @Test
    void refusesAFileThatIsCutShort() throws Exception {
        ArenaFiles.write(Samples.full(), folder);
        Path file = folder.resolve("arena.json");
        Files.writeString(file, Files.readString(file).substring(0, 5000));

        assertThatThrownBy(() -> ArenaFiles.read(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("arena.json, offset 50");
    }

    @Test
    void refusesOtherJson() throws Exception {
        Path file = folder.resolve("other.json");
        Files.writeString(file, "{\"results\": []}");
        assertThatThrownBy(() -> ArenaFiles.read(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("no results of an arena");

        Files.writeString(file, "{\"dataset\": \"d\", \"k\": 10, \"points\": [{\"engine\": 7}]}");
        assertThatThrownBy(() -> ArenaFiles.read(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("points[0]: engine should be of type String but is 7");
    }
}
