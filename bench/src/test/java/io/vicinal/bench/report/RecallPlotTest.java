package io.vicinal.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.bench.report.plot.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecallPlotTest {
    private static final int ENGINES = 9;
    private static final Pattern LABEL =
            Pattern.compile("class=\"label[^>]*data-series=\"([^\"]+)\".*?<text x=\"([0-9.]+)\" y=\"([0-9.]+)\">");

    static List<Size> sizes() {
        return List.of(Size.LARGE, Size.MEDIUM, Size.SMALL);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void labelsEachLineOnceWithoutOverlap(Size size) {
        String svg = RecallPlot.stretched(Samples.full()).draw(size);

        List<String> names = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        LABEL.matcher(svg).results().forEach(match -> {
            names.add(match.group(1));
            places.add(Double.parseDouble(match.group(3)));
            double right = Double.parseDouble(match.group(2)) + match.group(1).length() * 0.6 * size.font();
            assertThat(right).as(match.group(1)).isLessThanOrEqualTo(size.width());
        });
        assertThat(names).hasSize(ENGINES).doesNotHaveDuplicates();
        assertThat(Pattern.compile("class=\"line\"").matcher(svg).results()).hasSize(ENGINES);
        List<Double> sorted = places.stream().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - 1)).isGreaterThan(1.2 * size.font());
        }
    }

    @Test
    void drawsAllPointsAndThoseOffTheFrontFaintly() {
        String svg = RecallPlot.stretched(Samples.full()).draw(Size.LARGE);

        assertThat(Pattern.compile("data-key=\"points:[0-9]+\"").matcher(svg).results())
                .hasSize(Samples.full().points().size());
        assertThat(Pattern.compile("class=\"mark off\"").matcher(svg).results()).isNotEmpty();
    }

    @Test
    void putsOurEnginesFirstAndInBold() {
        List<EngineRuns> engines = EngineRuns.of(Samples.full());

        assertThat(engines)
                .extracting(EngineRuns::engine)
                .startsWith("hnsw", "hnswlib", "flat", "symphonyqg", "hnswlib-cpp");
        assertThat(RecallPlot.stretched(Samples.full()).draw(Size.LARGE)).contains("series s0 ours", "label s1 ours");
    }

    @Test
    void makesAPictureOfItsOwn() {
        assertThat(RecallPlot.picture(Samples.full()))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains("prefers-color-scheme: dark", "width=\"900\"", "height=\"520\"", "metric cosine");
    }

    @Test
    void saysWhereOursStand() {
        assertThat(Finding.of(Samples.full()))
                .isEqualTo("At recall 0.95, symphonyqg, the fastest of 9 engines, answers 37,200 queries a second,"
                        + " 3.07\u202f× that of hnswlib-cpp; hnsw, the fastest of this library, answers 11,400,"
                        + " 0.94\u202f× that of hnswlib-cpp.");
    }
}
