package io.vicinal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The summaries' ratios, from measurements made up for the purpose. */
class SummaryTest {
    private static final Map<String, String> D128 = Map.of("dimension", "128");
    private static final Map<String, String> D1536 = Map.of("dimension", "1536");

    @Test
    void comparesTheFasterWidthWithThePlainLoop() {
        String summary = KernelSummary.of(new Measurements(List.of(
                measurement("kernels.PlainLoop.dot", D1536, 900),
                measurement("kernels.ArrayPairs.Scalar.dot", D1536, 450),
                measurement("kernels.ArrayPairs.Bits256.dot", D1536, 75),
                measurement("kernels.ArrayPairs.Bits512.dot", D1536, 90),
                measurement("kernels.ArrayPairs.Bits256.dot", D128, 10))));

        assertThat(summary)
                .containsPattern("dot +1536 +900 +450 +75.0 +90.0 +12.0 x\n")
                .containsPattern("dot +128 +- +- +10.0 +- +-\n")
                .doesNotContain("cosine", "Rows");
        assertThat(summary.indexOf("128 ")).as("dimensions ascend").isLessThan(summary.indexOf("1536 "));
    }

    @Test
    void comparesBulkWithOneByOneInTheSameMemory() {
        Map<String, String> near = Map.of("dimension", "128", "mib", "0.25");
        Map<String, String> far = Map.of("dimension", "128", "mib", "1024");

        String summary = KernelSummary.of(new Measurements(List.of(
                measurement("kernels.RowsInBulk.Scalar.cosine", far, 200),
                measurement("kernels.RowsInBulk.Bits512.cosine", near, 10),
                measurement("kernels.RowsInBulk.Bits512.cosine", far, 80),
                measurement("kernels.RowsOneByOne.Bits512.cosine", far, 120))));

        assertThat(summary)
                .containsPattern("cosine +128 +0.25 +- +- +10.0 +-\n")
                .containsPattern("cosine +128 +1024 +200 +- +80.0 +2.50 x\n")
                .contains("120 -> 80.0 = 1.50 x\n");
    }

    @Test
    void reportsTheMostThatAnyKernelAllocated() {
        String summary = KernelSummary.of(new Measurements(List.of(
                new Measurement("kernels.PlainLoop.dot", D128, 1, 1, 0),
                new Measurement("kernels.PlainLoop.cosine", D128, 1, 1, 16))));

        assertThat(summary).contains("at most 16.0 bytes");
    }

    @Test
    void givesSearchesAsFractionOfTheFastestRead() {
        Map<String, String> read = Map.of("mib", "1024");
        Map<String, String> search = Map.of("mib", "1024", "dimension", "128", "metric", "dot");
        double gibibyte = 1 << 30;

        String summary = FlatSummary.of(new Measurements(List.of(
                measurement("flat.ReadBandwidth.longs", read, gibibyte / 10),
                measurement("flat.ReadBandwidth.widestVectors", read, gibibyte / 20),
                measurement("flat.FlatSearch.oneQuery", search, gibibyte / 18),
                measurement("flat.FlatSearch.eightQueriesAPass", search, gibibyte / 72),
                measurement("flat.FlatSearch.twoThreads", search, gibibyte / 27))));

        assertThat(summary)
                .contains("longs 10.0, widestVectors 20.0")
                .containsPattern("dot +128 +1024 +59.7 +18.0 +90 % +14.9 +4.00 x +39.8 +1.50 x");
    }

    @Test
    void givesSearchesWithoutAReadToo() {
        Map<String, String> search = Map.of("mib", "1", "dimension", "128", "metric", "euclidean");

        String summary =
                FlatSummary.of(new Measurements(List.of(measurement("flat.FlatSearch.oneQuery", search, 1 << 20))));

        assertThat(summary).containsPattern("euclidean +128 +1 +1.05 +1.00 +- +- +- +- +- +-\n");
    }

    @Test
    void comparesReadingAnswersWithDatabind() {
        Map<String, String> cache = Map.of("kind", "MVSTORE", "entries", "20000", "dimension", "1536");

        String summary = EmbeddingSummary.of(new Measurements(List.of(
                measurement("embedding.DecodeBenchmark.vicinalNumbers", D1536, 2e6),
                measurement("embedding.DecodeBenchmark.databindLists", D1536, 7e6),
                measurement("embedding.CacheBenchmark.get", cache, 4_500))));

        assertThat(summary)
                .containsPattern("numbers, as List<Double> +1536 +2.00 +7.00 +3.50 x")
                .containsPattern("numbers, as float\\[\\] +1536 +2.00 +- +-")
                .containsPattern("MVSTORE +20000 +1536 +4.50")
                .doesNotContain("base64");
    }

    @Test
    void namesWhatCannotBeReliedOn() {
        Measurements run = new Measurements(List.of(
                new Measurement("kernels.PlainLoop.dot", D128, 1, 1.2, 0),
                new Measurement("kernels.PlainLoop.cosine", D128, 1, 4, 0)));

        assertThat(Suite.KERNELS.summary(run))
                .contains("Unsteady", "kernels.PlainLoop.cosine {dimension=128}: 4.00 x")
                .doesNotContain("kernels.PlainLoop.dot");
    }

    @Test
    void givesSelfJoinsAsFractionOfTheKernelAndKMeansBesidePlainLoops() {
        Measurements run = new Measurements(List.of(
                measurement("analysis.KernelInCache.pair", Map.of(), 8),
                measurement("analysis.SelfJoin.neighbours", Map.of(), 5),
                measurement("analysis.KMeans.iteration", Map.of(), 2e8),
                measurement("analysis.PlainKMeans.iteration", Map.of(), 8e9),
                measurement("analysis.PlainKMeans.iterationOnAllCores", Map.of(), 4e9)));

        assertThat(AnalysisSummary.of(run, 2))
                .containsPattern("neighbours +6.25 +10.0 +8.00 +80 %\n")
                .containsPattern("iteration +8000 +4000 +200 +40.0 x +20.0 x\n")
                .doesNotContain("duplicates");
        assertThat(AnalysisSummary.of(new Measurements(List.of()), 2)).isEmpty();
    }

    private static Measurement measurement(String benchmark, Map<String, String> parameters, double nanos) {
        return new Measurement(benchmark, parameters, nanos, 1, Double.NaN);
    }
}
