package io.vicinal.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDocumentsTest {
    @TempDir
    Path folder;

    @Test
    void otherFieldsBecomeMetadata() throws IOException {
        Path file = Reading.write(folder, "docs.jsonl", """
                {"id":"a","lang":"de","text":"one","year":2020,"score":0.5,"ok":true,"none":null,"tags":["x",1],"by":{"name":"N"}}
                """);
        Document document = Reading.all(file).get(0);
        assertThat(document.id()).isEqualTo("a");
        assertThat(document.text()).isEqualTo("one");
        assertThat(document.metadata())
                .isEqualTo(Map.of(
                        "lang",
                        "de",
                        "year",
                        2020L,
                        "score",
                        0.5,
                        "ok",
                        true,
                        "tags",
                        List.of("x", 1L),
                        "by",
                        Map.of("name", "N")));
        assertThat(document.metadata().keySet()).containsExactly("lang", "year", "score", "ok", "tags", "by");
    }

    @Test
    void idsAreStringsNumbersOrLineNumbers() throws IOException {
        Path file = Reading.write(
                folder,
                "docs.NDJSON",
                "\uFEFF{\"id\":7,\"text\":\"a\"}\r\n\r\n{\"text\":\"b\"}\r\n{\"id\":123456789012345678901,\"text\":\"c\"}\n"
                        + "{\"id\":null,\"text\":\"d\"}");
        assertThat(Reading.all(file)).extracting(Document::id).containsExactly("7", "3", "123456789012345678901", "5");
    }

    @Test
    void fieldsHaveTheNamesAskedFor() throws IOException {
        Path file = Reading.write(folder, "docs.jsonl", "{\"key\":\"k\",\"body\":\"b\",\"id\":\"i\"}");
        assertThat(Reading.all(file, new DocumentFields("key", "body")))
                .containsExactly(new Document("k", "b", Map.of("id", "i")));
    }

    @Test
    void wholeNumbersBeyond64BitsBecomeDoubles() throws IOException {
        assertThat(Reading.stream("{\"text\":\"t\",\"n\":18446744073709551616,\"m\":9223372036854775807}"))
                .containsExactly(new Document("1", "t", Map.of("n", 0x1p64, "m", Long.MAX_VALUE)));
    }

    @Test
    void longLinesAreFine() throws IOException {
        String text = "word ".repeat(5_000_000).strip();
        List<Document> documents = Reading.stream("{\"text\":\"" + text + "\"}\n{\"text\":\"after\"}");
        assertThat(documents.get(0).text()).isEqualTo(text);
        assertThat(documents.get(1)).isEqualTo(new Document("2", "after", Map.of()));
    }

    @Test
    void progressIsInBytes() throws IOException {
        Path file = Reading.write(folder, "docs.jsonl", "{\"text\":\"ä\"}\n");
        try (DocumentSource source = DocumentSource.open(file, DocumentFields.DEFAULT)) {
            assertThat(source.size()).isEqualTo(OptionalLong.of(14));
            assertThat(source.position()).isZero();
            Reading.rest(source);
            assertThat(source.position()).isEqualTo(14);
            assertThat(source.skipped()).isZero();
        }
    }

    // The third line of a file, in single quotes for double quotes, the column and the problem.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'id':'a','text':'b',}   | 22 | unexpected character ('}' (code 125)): was expecting double-quote to start field name
                    {'text':'b','x':}        | 17 | unexpected character ('}' (code 125)): expected a value
                    {'text':'b'              | 12 | unexpected end-of-input: expected close marker for Object
                    {'text':'b               | 11 | unexpected end-of-input: was expecting closing quote for a string value
                    {'text':'\\q'}           | 11 | unrecognized character escape 'q' (code 113)
                    {'text':'b','x':NaN}     | 20 | non-standard token 'NaN'
                    {'text':'b','x':1e999}   | 17 | number 1e999 is beyond a double
                    {'text':'b','text':'c'}  | 19 | duplicate field 'text'
                    {'text':'b'} {}          | 14 | more after the end of the object
                    ['text']                 | 1  | expected an object but found an array
                    'text'                   | 1  | expected an object but found a string
                    {'text':7}               | 9  | field 'text' is 7, not a string
                    {'text':null}            | 9  | field 'text' is null, not a string
                    {'text':['b']}           | 9  | field 'text' is an array, not a string
                    {'text':'  '}            | 9  | field 'text' is blank
                    {'id':true,'text':'b'}   | 7  | field 'id' is true, not a string or a number
                    {'id':{},'text':'b'}     | 7  | field 'id' is an object, not a string or a number
                    {'id':'','text':'b'}     | 7  | field 'id' is blank
                    """)
    void faultsAreFound(String line, int column, String problem) throws IOException {
        String good = "{\"text\":\"good\"}\n";
        Path file = Reading.write(
                folder, "docs.jsonl", good + "\n" + line.replace('\'', '"').replace("\\\\", "\\") + "\n" + good);
        assertThatThrownBy(() -> Reading.all(file))
                .hasMessage(file + ", line 3, column " + column + ": " + problem)
                .isInstanceOfSatisfying(InvalidDocumentException.class, fault -> {
                    assertThat(fault.source()).isEqualTo(file.toString());
                    assertThat(fault.line()).isEqualTo(3);
                    assertThat(fault.column()).isEqualTo(OptionalLong.of(column));
                });
    }

    @Test
    void missingTextIsAFaultOfTheLine() throws IOException {
        Path file = Reading.write(folder, "docs.jsonl", "{\"text\":\"good\"}\n\n{\"id\":1}");
        assertThatThrownBy(() -> Reading.all(file))
                .hasMessage(file + ", line 3: field 'text' is missing")
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        fault -> assertThat(fault.column()).isEmpty());
    }

    @Test
    void deepNestingIsAFaultNotAStackOverflow() {
        assertThatThrownBy(() -> Reading.stream("{\"text\":\"b\",\"x\":" + "[".repeat(100_000)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage("standard input, line 1: document nesting depth (1001) exceeds the maximum allowed (1000)");
    }
}
