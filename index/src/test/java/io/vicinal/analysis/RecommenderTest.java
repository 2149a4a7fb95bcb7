package io.vicinal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.vicinal.collection.Collection;
import io.vicinal.collection.CollectionSpec;
import io.vicinal.collection.Document;
import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.kernel.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents on a circle: one for each degree, with the degree as its id. */
class RecommenderTest {
    private Collection circle;

    @BeforeEach
    void fill(@TempDir Path folder) throws Exception {
        circle = Collection.create(
                folder.resolve("circle"), CollectionSpec.of(2, Metric.COSINE).flat());
        List<Document> documents = new ArrayList<>();
        for (int degree = 0; degree < 360; degree++) {
            documents.add(Document.of(Integer.toString(degree), at(degree))
                    .metadata(Metadata.of(Map.of("even", degree % 2 == 0))));
        }
        circle.putAll(documents);
    }

    @AfterEach
    void close() throws Exception {
        circle.close();
    }

    private static float[] at(double degree) {
        double angle = Math.toRadians(degree);
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    private List<String> recommended(Taste taste) {
        return Recommender.of(circle).recommend(taste).stream()
                .map(recommendation -> recommendation.document().id())
                .toList();
    }

    @Test
    void whatIsLikeTheLikedIsRecommended() {
        assertThat(recommended(Taste.liking("90").k(4))).containsExactlyInAnyOrder("89", "91", "88", "92");
        assertThat(recommended(Taste.liking("90").seen("89", "91", "nosuch").k(2)))
                .containsExactlyInAnyOrder("88", "92");
        assertThat(recommended(
                        Taste.liking("90").filter(Filter.parse("even = false")).k(2)))
                .containsExactlyInAnyOrder("89", "91");
    }

    @Test
    void severalTastesAreServedEachWithItsReason() {
        List<Recommendation> both =
                Recommender.of(circle).recommend(Taste.liking("0", "180").k(4));
        assertThat(both)
                .extracting(recommendation -> recommendation.document().id())
                .containsExactlyInAnyOrder("1", "359", "179", "181");
        assertThat(both)
                .allSatisfy(recommendation -> assertThat(recommendation.because())
                        .contains(
                                List.of("1", "359")
                                                .contains(recommendation
                                                        .document()
                                                        .id())
                                        ? "0"
                                        : "180"));
    }

    @Test
    void whatIsBetweenSeveralLikedOnesIsBetterThanWhatIsBeyondOne() {
        assertThat(recommended(Taste.liking("10", "14").k(3))).containsExactlyInAnyOrder("11", "12", "13");
        Recommendation first =
                Recommender.of(circle).recommend(Taste.liking("10", "14")).getFirst();
        assertThat(first.document().id()).isEqualTo("12");
        // Two of them, at two degrees both: a tenth of the logarithm of 2 more than one.
        assertThat(first.score()).isCloseTo((float) (Math.cos(Math.toRadians(2)) + 0.1 * Math.log(2)), offset(1e-5f));
    }

    @Test
    void whatIsLikeTheDislikedIsAvoided() {
        // The vector at 90 degrees less half of that at 94 points to 86.
        List<String> away = recommended(Taste.liking("90").disliking("94").k(3));
        assertThat(away.getFirst()).isEqualTo("86");
        assertThat(away).containsExactlyInAnyOrder("86", "85", "87");
        assertThat(recommended(Taste.liking("90").disliking("94").k(360)))
                .doesNotContain("90", "93", "94", "95", "120")
                .contains("91", "60");
        assertThat(recommended(Taste.liking("90").disliking("94").aversion(0).k(2)))
                .containsExactlyInAnyOrder("89", "91");
    }

    @Test
    void vectorsMayBeLikedAndDisliked() {
        assertThat(recommended(Taste.liking().like(at(45.2)).k(1))).containsExactly("45");
        List<Recommendation> away = Recommender.of(circle)
                .recommend(Taste.liking().like(at(45)).dislike(at(49)).k(3));
        assertThat(away.getFirst().document().id()).isEqualTo("41");
        assertThat(away)
                .allSatisfy(
                        recommendation -> assertThat(recommendation.because()).isEmpty());
    }

    @Test
    void diversitySpreads() {
        List<String> near = recommended(Taste.liking("90").k(5));
        List<String> spread = recommended(Taste.liking("90").k(5).diversity(0.6f));
        assertThat(width(spread)).isGreaterThan(2 * width(near));
    }

    private static int width(List<String> ids) {
        return ids.stream().mapToInt(Integer::parseInt).max().orElseThrow()
                - ids.stream().mapToInt(Integer::parseInt).min().orElseThrow();
    }

    @Test
    void whoHasSeenNearlyAllStillGetsTheRest() {
        List<String> seen = IntStream.range(0, 360)
                .filter(i -> i != 270 && i != 200)
                .mapToObj(Integer::toString)
                .toList();
        assertThat(recommended(Taste.liking("90").seen(seen))).containsExactly("200", "270");
        assertThat(recommended(Taste.liking("200").seen(seen))).containsExactly("270");
    }

    @Test
    void manyLikedOnesAreAllServed() {
        String[] every =
                IntStream.range(0, 100).mapToObj(i -> Integer.toString(3 * i)).toArray(String[]::new);
        assertThat(recommended(Taste.liking(every).k(300))).hasSize(260).contains("1", "200", "296", "330");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Recommender recommender = Recommender.of(circle);
        assertThatThrownBy(() -> recommender.recommend(Taste.liking()))
                .hasMessage("at least one document or vector must be liked");
        assertThatThrownBy(() -> recommender.recommend(Taste.liking("nosuch")))
                .hasMessage("there is no document 'nosuch'");
        assertThatThrownBy(() -> recommender.recommend(Taste.liking("1").disliking("nosuch")))
                .hasMessage("there is no document 'nosuch'");
        assertThatThrownBy(() -> recommender.recommend(Taste.liking().like(new float[3])))
                .hasMessage("dimension is 2 but a vector of the taste has 3 components");
        assertThatThrownBy(() -> Taste.liking("1").k(0)).hasMessage("k must be at least 1 but is 0");
        assertThatThrownBy(() -> Taste.liking("1").diversity(2)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> Taste.liking("1").aversion(-1)).hasMessageContaining("between 0 and 1");
    }
}
