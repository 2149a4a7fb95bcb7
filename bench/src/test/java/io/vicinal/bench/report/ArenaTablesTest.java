package io.vicinal.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArenaTablesTest {
    @Test
    void comparesWithTheBaselineAtEachRecall() {
        String text = ArenaTables.of(Samples.of(List.of(
                Samples.point("hnswlib-cpp", "M 16", 10, 0.90, 4000),
                Samples.point("hnswlib-cpp", "M 16", 99, 0.95, 2000),
                Samples.point("hnsw", "M 16", 10, 0.85, 9000),
                Samples.point("hnsw", "M 16", 20, 0.95, 5000))));

        assertThat(text)
                .containsPattern("hnsw +1.2 +[0-9,]+ +[0-9.]+ x +5,000 +2.50 x +- +- +0.9500 +400 +320\n")
                .containsPattern("hnswlib-cpp +1.2 +4,000 +1.00 x +2,000 +1.00 x +- +- +0.9500")
                .doesNotContain("filters", "changes", "Fastest build");
        assertThat(text.indexOf("\nhnsw ")).as("the fastest first").isLessThan(text.indexOf("\nhnswlib-cpp "));
    }

    @Test
    void showsEverythingWithin120Columns() {
        String text = ArenaTables.of(Samples.full());

        assertThat(text)
                .contains("With filters", "correlated", "After changes", "glass: left out")
                .containsPattern("flat +exact +34.0 +66.0 +1,680 +- +187 MiB +12.0 +-")
                .containsPattern("usearch +random +0.100 % +1.00 +128 +0.8024")
                .matches("\\p{ASCII}*");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void namesTheBuildsOfASweep() {
        String text = ArenaTables.of(Samples.of(List.of(
                Samples.point("hnsw", "M 8", 10, 0.90, 5000),
                Samples.point("hnsw", "M 32", 10, 0.90, 4000),
                Samples.point("hnsw", "M 32", 20, 0.97, 2000))));

        assertThat(text).containsPattern("Fastest build at recall\n.*\nhnsw +M 8 +M 32 +-\n");
    }
}
