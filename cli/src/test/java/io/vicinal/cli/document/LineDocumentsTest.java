package io.vicinal.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineDocumentsTest {
    @TempDir
    Path folder;

    @Test
    void linesAreDocuments() throws IOException {
        Path file = Reading.write(folder, "docs.txt", "\uFEFF{one}\r\n \r\n\n  zwölf 🙂 \nlast");
        assertThat(Reading.all(file))
                .containsExactly(
                        new Document("1", "{one}", Map.of()),
                        new Document("4", "zwölf 🙂", Map.of()),
                        new Document("5", "last", Map.of()));
    }

    @Test
    void charactersMayStraddleBuffers() throws IOException {
        String text = "🙂ä".repeat(100_000);
        for (int shift = 0; shift < 4; shift++) {
            String line = "x".repeat(shift) + text;
            assertThat(Reading.stream(line + "\r\n" + line))
                    .containsExactly(new Document("1", line, Map.of()), new Document("2", line, Map.of()));
        }
    }

    @Test
    void malformedTextIsAFault() throws IOException {
        Path file = folder.resolve("docs.txt");
        Files.write(file, new byte[] {'a', '\n', 'b', 'c', (byte) 0xc3, '\n', 'd'});
        try (DocumentSource source = DocumentSource.open(file, DocumentFields.DEFAULT)) {
            assertThatThrownBy(() -> Reading.rest(source))
                    .isInstanceOf(InvalidDocumentException.class)
                    .hasMessage(file + ", line 2, column 3: not UTF-8: byte 0xc3");
        }
        Files.write(file, new byte[] {'a', (byte) 0xe2, (byte) 0x82});
        assertThatThrownBy(() -> Reading.all(file)).hasMessage(file + ", line 1, column 2: not UTF-8: byte 0xe2");
    }

    @Test
    void linesWithoutEndAreRefused() {
        ByteArrayInputStream stream = new ByteArrayInputStream("short\ntoo long".getBytes(StandardCharsets.UTF_8));
        LineReader lines = new LineReader(new Utf8Reader(stream, "lines", OptionalLong.empty()), 7);
        assertThatThrownBy(() -> {
                    lines.next();
                    lines.next();
                })
                .hasMessage("lines, line 2: longer than 7 characters");
    }

    @Test
    void standardInputIsLinesOrJson() throws IOException {
        assertThat(Reading.stream("one\n{\"text\":\"two\"}"))
                .extracting(Document::text)
                .containsExactly("one", "{\"text\":\"two\"}");
        assertThat(Reading.stream("\n \n  {\"text\":\"one\"}\n{\"text\":\"two\"}"))
                .containsExactly(new Document("3", "one", Map.of()), new Document("4", "two", Map.of()));
        assertThat(Reading.stream("")).isEmpty();
        assertThatThrownBy(() -> Reading.stream("{\"text\":\"one\"}\ntwo"))
                .hasMessageStartingWith("standard input, line 2, column 1: unrecognized token 'two'");
    }
}
