package io.vicinal.cli.javadoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vicinal.cli.document.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningJdkTest {
    @TempDir
    private Path folder;

    @Test
    void theJdkThatRunsThisCanBeRead() throws IOException {
        assumeThat(Path.of(System.getProperty("java.home"), "lib", "src.zip")).isRegularFile();
        List<Document> documents = JavadocReader.ofRunningJdk().read(JavadocReader.Scope.BASE);

        assertThat(documents).hasSizeGreaterThan(8_000);
        assertThat(documents).extracting(Document::id).doesNotHaveDuplicates();
        assertThat(documents)
                .allSatisfy(document -> assertThat(document.text().length()).isLessThan(500));
        assertThat(documents)
                .filteredOn(
                        document -> document.id().equals("java.time.LocalDate.parse(CharSequence,DateTimeFormatter)"))
                .extracting(Document::text)
                .containsExactly("LocalDate.parse: Obtains an instance of LocalDate from a text string using a specific"
                        + " formatter. The text is parsed using the formatter, returning a date.");
        assertThat(documents.subList(0, 2_000))
                .extracting(Document::id)
                .contains("java.util.List", "java.time.LocalDate", "java.text.DateFormat", "java.util.Timer");
        KeptJavadoc kept = new KeptJavadoc(folder);
        assertThat(kept.read(JavadocReader.Scope.BASE)).isEqualTo(documents);
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            String lines = Files.readString(file);
            Files.writeString(file, lines.substring(0, lines.length() / 2));
            assertThat(kept.read(JavadocReader.Scope.BASE)).isEqualTo(documents);
            assertThat(file).hasContent(lines);
        }
        assertThat(kept.read(JavadocReader.Scope.BASE)).isEqualTo(documents);
    }
}
