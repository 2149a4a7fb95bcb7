package io.vicinal.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results made up for tests; the figures mean nothing. */
final class Samples {
    private static final int[] EFFORTS = {10, 16, 24, 32, 48, 64, 96, 128, 256, 512};

    private Samples() {}

    static Point point(String engine, String parameters, int effort, double recall, double qps) {
        return new Point(
                engine,
                "1.2",
                parameters,
                effort,
                recall,
                recall - 0.1,
                qps,
                0.94 * qps,
                1.03 * qps,
                8e5 / qps,
                2e6 / qps,
                4e6 / qps,
                1.6e6 / qps,
                34,
                66,
                1680,
                Double.NaN,
                4.1e8,
                1.96e8,
                12,
                14,
                Double.NaN);
    }

    static ArenaResult of(List<Point> points) {
        return new ArenaResult(
                Map.of(), "sample", Map.of(), 10, Optional.of("hnswlib-cpp"), points, List.of(), List.of(), List.of());
    }

    /** Returns nine engines at ten efforts, with filters and changes. */
    static ArenaResult full() {
        List<Point> points = new ArrayList<>();
        points.add(point("flat", "exact", 0, 1, 168));
        sweep(points, "hnsw", 21_000, 0.86, 4.1);
        sweep(points, "hnswlib", 2_800, 0.9, 0.3);
        sweep(points, "hnswlib-cpp", 21_500, 0.87, 0);
        sweep(points, "lucene", 17_000, 0.88, 0.5);
        sweep(points, "jvector", 6_200, 0.86, 0.9);
        sweep(points, "usearch", 13_000, 0.88, 0.2);
        sweep(points, "faiss", 5_600, 0.87, 0.1);
        sweep(points, "symphonyqg", 71_000, 0.85, 0);
        return new ArenaResult(
                facts(),
                "definitions-384",
                datasetFacts(),
                10,
                Optional.of("hnswlib-cpp"),
                List.copyOf(points),
                filtered(),
                churned(),
                List.of("glass: left out, because its program is not on this machine."));
    }

    private static void sweep(List<Point> points, String engine, double qps, double recall, double heap) {
        double saturation = 0.9996 - 0.004 * (engine.length() % 3) * (engine.length() % 2);
        for (int i = 0; i < EFFORTS.length; i++) {
            double missed = (1 - recall) * Math.pow(EFFORTS[i] / 10.0, -1.35);
            double speed = qps * Math.pow(EFFORTS[i] / 10.0, -0.78) * (i == 4 && heap > 0.8 ? 0.6 : 1);
            Point point =
                    point(engine, "M 16, efConstruction 200", EFFORTS[i], Math.min(saturation, 1 - missed), speed);
            points.add(costs(point, engine.length(), heap));
        }
    }

    private static Point costs(Point p, int seed, double heap) {
        return new Point(
                p.engine(),
                p.version(),
                p.parameters(),
                p.effort(),
                p.recall(),
                p.recallP5(),
                p.qps(),
                p.qpsMin(),
                p.qpsMax(),
                p.p50Micros(),
                p.p99Micros(),
                p.p999Micros(),
                p.p99UsualMicros(),
                14.0 * seed,
                25.0 * seed,
                1400 + 90 * seed,
                heap == 0 ? Double.NaN : heap * 1e8,
                3e8 + 4e7 * seed,
                1.7e8 + 8e6 * seed,
                heap == 0.3 ? Double.NaN : 3 * seed,
                heap == 0.3 ? Double.NaN : 5 * seed,
                heap == 0 ? Double.NaN : 200 * seed * heap);
    }

    private static List<FilteredPoint> filtered() {
        List<FilteredPoint> points = new ArrayList<>();
        for (String filter : List.of("random", "correlated")) {
            for (String engine : List.of("hnsw", "hnswlib-cpp", "lucene", "usearch")) {
                for (double selectivity : new double[] {0.001, 0.01, 0.1, 0.5}) {
                    for (int effort : new int[] {32, 128}) {
                        double recall =
                                1 - (engine.equals("usearch") ? 0.2 : 0.05) * 32 / effort / Math.sqrt(selectivity) / 8;
                        double qps = 90_000.0 / effort * Math.pow(selectivity, 0.2) / engine.length() * 5;
                        double lift = filter.equals("random") ? 1 : 3.4;
                        points.add(new FilteredPoint(
                                engine, "M 16", filter, selectivity, lift, effort, Math.max(0.3, recall), qps));
                    }
                }
            }
        }
        return points;
    }

    private static List<ChurnPoint> churned() {
        List<ChurnPoint> points = new ArrayList<>();
        for (String engine : List.of("hnsw", "hnswlib", "usearch")) {
            for (int step = 0; step <= 4; step++) {
                double decay = (engine.equals("hnsw") ? 0.001 : 0.012) * step;
                points.add(new ChurnPoint(
                        engine,
                        "M 16",
                        step / 4.0,
                        64,
                        0.962 - decay * engine.length() / 7,
                        0.961,
                        8_000 - 300 * step * engine.length() / 5.0,
                        step == 0 ? 0 : 9.5));
            }
        }
        return points;
    }

    private static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", "2026-11-21 09:14 UTC");
        facts.put("machine", "AMD EPYC 9R14, 2 cores, 15 GiB, Linux 6.1");
        facts.put("JDK", "25.0.3, 512-bit vectors");
        facts.put("command", "./vicinal bench arena --data definitions.fvecs --engines all --rounds 5 --threads 1");
        facts.put("threads", "1 search thread, 2 build threads");
        return facts;
    }

    private static Map<String, String> datasetFacts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("description", "short English definitions, embedded by all-MiniLM-L6-v2");
        facts.put("metric", "cosine");
        facts.put("dimension", "384");
        facts.put("rows", "116,659");
        facts.put("queries", "1,000");
        return facts;
    }
}
