package io.vicinal.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDocumentsTest {
    @TempDir
    Path folder;

    @Test
    void columnsBecomeMetadata() throws IOException {
        Path file = csv("\uFEFFid,lang,text,\r\na,de,\"one,\r\n\"\"two\"\"\",0\r\n\r\nb,,three,1\r\n");
        assertThat(Reading.all(file))
                .containsExactly(
                        new Document("a", "one,\r\n\"two\"", Map.of("lang", "de")),
                        new Document("b", "three", Map.of("lang", "")));
    }

    @Test
    void withoutIdsTheLineIsTheId() throws IOException {
        Path file = csv("text,n\n\"a\nb\",1\nc,2");
        assertThat(Reading.all(file))
                .containsExactly(new Document("2", "a\nb", Map.of("n", "1")), new Document("4", "c", Map.of("n", "2")));
    }

    @Test
    void columnsHaveTheNamesAskedFor() throws IOException {
        Path file = csv("key,body\nk,b\n");
        assertThat(Reading.all(file, new DocumentFields("key", "body")))
                .containsExactly(new Document("k", "b", Map.of()));
    }

    @Test
    void headersAreChecked() throws IOException {
        assertFault("", 1, "the header has no column 'text'");
        assertFault("id,body\n", 1, "the header has no column 'text'");
        assertFault("\nid,text,a,a\n", 2, "the header has two columns 'a'");
    }

    @Test
    void recordsAreChecked() throws IOException {
        assertFault("text,n\n\"a\nb\",1\n,2\n", 4, "column 'text' is blank");
        assertFault("id,text\n1,a\n ,b\n", 3, "column 'id' is blank");
        assertFault("id,text\n1,a\n2\n", 3, "the header has 2 columns but the record 1");
        assertFault("id,text\n1,a\n2,b,c\n", 3, "the header has 2 columns but the record 3");
        assertFault("id,text\n1,\"a\nb\"\n2,\"b\"c\n", 4, "unexpected character after closing quote: 'c' (0x63)");
        assertFault("id,text\n1,a\n2,\"b\n3,c\n4,d", 3, "a quote is opened but never closed");
    }

    @Test
    void malformedTextIsAFault() throws IOException {
        Path file = folder.resolve("docs.csv");
        Files.write(file, new byte[] {'t', 'e', 'x', 't', '\n', 'a', '\n', 'b', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> Reading.all(file))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage(file + ", line 3, column 2: not UTF-8: byte 0xff");
    }

    private void assertFault(String content, int line, String problem) throws IOException {
        Path file = csv(content);
        assertThatThrownBy(() -> Reading.all(file))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage(file + ", line " + line + ": " + problem);
    }

    private Path csv(String content) throws IOException {
        return Reading.write(folder, "docs.csv", content);
    }
}
