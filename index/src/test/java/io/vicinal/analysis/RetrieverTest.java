package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrieverTest {
    private static final String BOOK =
            "Of ships and men. The whale sleeps. The whale sings at night. Sailors drink tea. A storm is coming.";

    private final WordCounts words = new WordCounts("whale", "sleeps", "sings", "tea", "storm", "ships");
    private Collection collection;

    @BeforeEach
    void fill(@TempDir Path folder) throws Exception {
        collection = Collection.create(
                folder.resolve("chunks"),
                CollectionSpec.of(words.dimension(), Metric.COSINE).flat());
        // Out of order, and each begins with the last word of the one before, but the last two.
        chunk("book", BOOK, "Sailors drink tea.");
        chunk("book", BOOK, "men. The whale sleeps.");
        chunk("book", BOOK, "sleeps. The whale sings at night.");
        chunk("book", BOOK, "A storm is coming.");
        chunk("book", BOOK, "Of ships and men.");
        put("note", "A whale sings. A whale sings.", Metadata.of(Map.of("year", 1851)));
    }

    private void chunk(String document, String text, String part) {
        put(document + "#" + text.indexOf(part), part, Metadata.of(Map.of("document", document)));
    }

    private void put(String id, String text, Metadata metadata) {
        collection.put(Document.of(id, words.vector(text)).text(text).metadata(metadata));
    }

    @AfterEach
    void close() throws Exception {
        collection.close();
    }

    private Retriever retriever() {
        return Retriever.of(collection, words)
                .diversity(0)
                .neighbours(0)
                .minScore(0.5f)
                .tokens(1000, String::length);
    }

    @Test
    void chunksThatFollowEachOtherBecomeOnePassage() {
        Retrieval retrieval = retriever().retrieve("whale sings sleeps");
        assertThat(retrieval.passages()).extracting(Passage::source).containsExactly("book", "note");
        Passage first = retrieval.passages().getFirst();
        assertThat(first.text()).isEqualTo("men. The whale sleeps. The whale sings at night.");
        assertThat(BOOK).contains(first.text());
        assertThat(first.ids()).containsExactly("book#13", "book#28");
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.metadata().asString("document")).contains("book");
        assertThat(first.shortened()).isFalse();
        assertThat(retrieval.passages().getLast().ids()).containsExactly("note");
        assertThat(retrieval.passages().getLast().number()).isEqualTo(2);
        assertThat(retrieval.context()).isEqualTo("""
                [1] book
                men. The whale sleeps. The whale sings at night.

                [2] note
                A whale sings. A whale sings.
                """);
        assertThat(retrieval.tokens()).isEqualTo(retrieval.context().length());
        assertThat(retrieval.prompt())
                .contains(retrieval.context(), "Question: whale sings sleeps\n", "such as [1] or [2][3]");
    }

    @Test
    void neighboursAreJoinedWhereThereIsRoom() {
        Retriever tea = retriever().minScore(0.9f);
        assertThat(tea.retrieve("tea").passages()).extracting(Passage::text).containsExactly("Sailors drink tea.");
        assertThat(tea.neighbours(1).retrieve("tea").passages())
                .extracting(Passage::text)
                .containsExactly("sleeps. The whale sings at night. Sailors drink tea. A storm is coming.");
        assertThat(tea.neighbours(1).tokens(60, String::length).retrieve("tea").passages())
                .extracting(Passage::text)
                .containsExactly("Sailors drink tea.");
        assertThat(tea.neighbours(9).retrieve("tea").passages())
                .extracting(Passage::text)
                .containsExactly(BOOK);
    }

    @Test
    void theBudgetIsKept() {
        for (int budget = 1; budget < 200; budget++) {
            Retrieval retrieval =
                    retriever().neighbours(1).tokens(budget, String::length).retrieve("whale sings");
            assertThat(retrieval.tokens())
                    .isEqualTo(retrieval.context().length())
                    .isLessThanOrEqualTo(budget);
            assertThat(retrieval.passages().isEmpty()).isEqualTo(budget < "[1] note\nA whale sings.\n".length());
        }
    }

    @Test
    void aChunkThatIsTooLongIsCutAfterASentence() {
        Retrieval retrieval = retriever().tokens(30, String::length).retrieve("sings sings whale");
        assertThat(retrieval.passages()).singleElement().satisfies(passage -> {
            assertThat(passage.text()).isEqualTo("A whale sings.");
            assertThat(passage.shortened()).isTrue();
        });
    }

    @Test
    void whatIsAlikeGivesWayToWhatIsDifferent() {
        for (int i = 0; i < 3; i++) {
            put("copy " + i, "Whale sings sings storm", Metadata.empty());
        }
        put("other", "A storm, a storm! A whale.", Metadata.empty());
        Retriever retriever = retriever().tokens(75, String::length);
        assertThat(retriever.retrieve("whale sings storm").passages())
                .extracting(Passage::source)
                .containsExactly("copy 0", "copy 1");
        assertThat(retriever.diversity(0.5f).retrieve("whale sings storm").passages())
                .extracting(Passage::source)
                .containsExactlyInAnyOrder("copy 0", "other");
    }

    @Test
    void onlyWhatTheFilterAllowsIsFound() {
        Retriever retriever = retriever().filter(Filter.parse("year < 1900"));
        assertThat(retriever.retrieve("whale sleeps").passages())
                .extracting(Passage::source)
                .containsExactly("note");
        assertThat(retriever.filter(Filter.parse("year > 1900")).retrieve("whale"))
                .isEqualTo(new Retrieval("whale", List.of(), 0));
    }

    @Test
    void aDocumentOfTheSameNameAsTheSourceOfChunksIsAnother() {
        put("book", "Tea, tea, tea.", Metadata.empty());
        assertThat(retriever().minScore(0.9f).retrieve("tea").passages())
                .extracting(passage -> String.join(" ", passage.ids()))
                .containsExactlyInAnyOrder("book", "book#62");
    }

    @Test
    void chunksWithoutPlacesAreInTheOrderInWhichTheyWerePut() {
        put("x", "Tea is", Metadata.of(Map.of("chapter", "one")));
        put("a", "hot, storm", Metadata.of(Map.of("chapter", "one")));
        assertThat(retriever()
                        .documentField("chapter")
                        .neighbours(1)
                        .minScore(0.99f)
                        .retrieve("tea")
                        .passages())
                .extracting(Passage::text)
                .contains("Tea is\nhot, storm");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> retriever().tokens(0)).hasMessage("tokens must be at least 1 but is 0");
        assertThatThrownBy(() -> retriever().candidates(0)).hasMessage("candidates must be at least 1 but is 0");
        assertThatThrownBy(() -> retriever().neighbours(-1)).hasMessage("neighbours must be at least 0 but is -1");
        assertThatThrownBy(() -> retriever().diversity(Float.NaN)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> retriever().retrieve("\n")).hasMessage("the question is blank");
    }
}
