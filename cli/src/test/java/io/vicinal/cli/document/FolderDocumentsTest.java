package io.vicinal.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDocumentsTest {
    @TempDir
    Path folder;

    @Test
    void filesAreDocumentsInTheOrderOfTheirPaths() throws IOException {
        Files.createDirectories(folder.resolve("b/c"));
        Reading.write(folder, "z.txt", "last");
        Reading.write(folder, "b/c/deep.MD", "# Deep\n\ntext\n");
        Reading.write(folder, "b/empty.md", " \n\n");
        Reading.write(folder, "a.md", "\uFEFFfirst");
        Reading.write(folder, "b/image.png", "no text");
        try (DocumentSource source = DocumentSource.open(folder, DocumentFields.DEFAULT)) {
            assertThat(source.size()).isEqualTo(OptionalLong.of(8 + 13 + 3 + 4));
            assertThat(Reading.rest(source))
                    .containsExactly(
                            new Document("a.md", "first", Map.of()),
                            new Document("b/c/deep.MD", "# Deep\n\ntext", Map.of()),
                            new Document("z.txt", "last", Map.of()));
            assertThat(source.skipped()).isEqualTo(1);
            assertThat(source.position()).isEqualTo(28);
        }
    }

    @Test
    void malformedTextIsAFaultOfItsFile() throws IOException {
        Path file = folder.resolve("bad.txt");
        Files.write(file, new byte[] {'a', '\n', (byte) 0x80});
        assertThatThrownBy(() -> Reading.all(folder))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage(file + ", line 2, column 1: not UTF-8: byte 0x80");
    }

    @Test
    void whatIsUnknownIsRefusedWithWhatIsSupported() throws IOException {
        Path file = Reading.write(folder, "docs.pdf", "");
        assertThatThrownBy(() -> Reading.all(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(".jsonl, .ndjson, .csv and .txt files, folders of .txt and .md files, and -");
    }

    @Test
    void missingFilesAreMissing() {
        for (String name : new String[] {"no.txt", "no.jsonl", "no.csv", "no.pdf", "no"}) {
            assertThatThrownBy(() -> Reading.all(folder.resolve(name))).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void closedFoldersAreDenied() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeThat(closed.toFile().setReadable(false) && !Files.isReadable(closed))
                .isTrue();
        assertThatThrownBy(() -> Reading.all(folder)).isInstanceOf(AccessDeniedException.class);
    }
}
