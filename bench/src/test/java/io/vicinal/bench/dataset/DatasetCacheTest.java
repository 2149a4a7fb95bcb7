package io.vicinal.bench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCacheTest {
    @TempDir
    private Path temp = Path.of("");

    private Path root = Path.of("");
    private int made;

    @BeforeEach
    void below() {
        root = temp.resolve("a/b");
    }

    private String make() throws IOException {
        return new DatasetCache(root)
                .with(
                        "x",
                        folder -> {
                            assertThat(folder).isEmptyDirectory();
                            Files.writeString(folder.resolve("file"), "made " + ++made);
                        },
                        folder -> Files.readString(folder.resolve("file")));
    }

    @Test
    void aFolderIsMadeOnce() throws IOException {
        assertThat(make()).isEqualTo("made 1");
        assertThat(make()).isEqualTo("made 1");
    }

    @Test
    void whatAKilledProcessLeftIsNotTaken() throws IOException {
        Path left = Files.createDirectories(root.resolve(".x.tmp/deep"));
        Files.writeString(left.resolve("file"), "half");
        assertThat(make()).isEqualTo("made 1");
        assertThat(root.resolve(".x.tmp")).doesNotExist();
    }

    @Test
    void aFailureLeavesNothing() throws IOException {
        assertThatThrownBy(() -> new DatasetCache(root)
                        .with(
                                "x",
                                folder -> {
                                    Files.writeString(folder.resolve("file"), "half");
                                    throw new IOException("broken");
                                },
                                folder -> ""))
                .hasMessage("broken");
        assertThat(root.resolve(".x.tmp")).doesNotExist();
        assertThat(root.resolve("x")).doesNotExist();
        assertThat(make()).isEqualTo("made 1");
    }
}
