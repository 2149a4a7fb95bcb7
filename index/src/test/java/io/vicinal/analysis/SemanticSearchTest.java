package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SemanticSearchTest {
    private final WordCounts words = new WordCounts("whale", "sleep", "ship", "car", "park");
    private Collection collection;

    @BeforeEach
    void fill(@TempDir Path folder) throws Exception {
        collection = Collection.create(
                folder.resolve("texts"),
                CollectionSpec.of(words.dimension(), Metric.COSINE).flat());
        put("whales", "A ship came. The whale may sleep upright. Nobody knew!");
        put("cars", "We park the car here. The car has four wheels.");
        collection.put(Document.of("silent", words.vector("whale whale sleep")));
    }

    private void put(String id, String text) {
        collection.put(Document.of(id, words.vector(text)).text(text));
    }

    @AfterEach
    void close() throws Exception {
        collection.close();
    }

    @Test
    void theBestSentenceIsShown() {
        SemanticSearch search = SemanticSearch.of(collection, words);
        List<SemanticHit> hits = search.find("where does a whale sleep", request -> request.k(3));
        assertThat(hits).extracting(hit -> hit.document().id()).containsExactly("silent", "whales", "cars");
        assertThat(hits.get(0).highlight()).isEmpty();
        Highlight highlight = hits.get(1).highlight().orElseThrow();
        assertThat(highlight.text()).isEqualTo("The whale may sleep upright.");
        String text = hits.get(1).document().text().orElseThrow();
        assertThat(text.substring(highlight.from(), highlight.to())).isEqualTo(highlight.text());
        assertThat(highlight.score())
                .isGreaterThan(0.99f)
                .isGreaterThan(hits.get(1).score());
        assertThat(words.calls()).isEqualTo(2);
        assertThat(search.find("car", request -> request.k(1)).getFirst().highlight())
                .get()
                .extracting(Highlight::text)
                .isEqualTo("The car has four wheels.");
    }

    @Test
    void sentencesNeedNotBeLookedFor() {
        List<SemanticHit> hits = SemanticSearch.of(collection, words).findPlain("car", request -> request.k(1));
        assertThat(hits).singleElement().satisfies(hit -> {
            assertThat(hit.document().id()).isEqualTo("cars");
            assertThat(hit.highlight()).isEmpty();
        });
        assertThat(words.calls()).isEqualTo(1);
    }

    @Test
    void aBlankQuestionIsRefused() {
        assertThatThrownBy(() -> SemanticSearch.of(collection, words).find(" ", request -> request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the question is blank");
    }
}
