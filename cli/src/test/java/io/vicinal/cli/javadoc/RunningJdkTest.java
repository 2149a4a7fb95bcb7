package io.vicinal.cli.javadoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vicinal.cli.document.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningJdkTest {
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
        assertThat(JavadocReader.ofRunningJdk().read(JavadocReader.Scope.BASE)).isEqualTo(documents);
    }
}
