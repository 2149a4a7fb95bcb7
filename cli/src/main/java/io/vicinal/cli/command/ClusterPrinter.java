package io.vicinal.cli.command;

import io.vicinal.analysis.Clusters;
import io.vicinal.analysis.CurvePoint;
import io.vicinal.analysis.Vectors;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clusters with the documents nearest to their centres, for people and for programs. */
final class ClusterPrinter {
    private final DocumentRows rows;
    private final Vectors vectors;
    private final Clusters clusters;
    private final int show;

    ClusterPrinter(DocumentRows rows, Clusters clusters, int show) {
        this.rows = rows;
        this.vectors = rows.vectors();
        this.clusters = clusters;
        this.show = show;
    }

    Clusters clusters() {
        return clusters;
    }

    void print(@Nullable String field, PrintWriter out) {
        for (int cluster = 0; cluster < clusters.count(); cluster++) {
            out.printf(Locale.ROOT, "cluster %d: %,d documents%n", cluster, clusters.size(cluster));
            for (int row : clusters.nearest(cluster, show)) {
                out.printf(Locale.ROOT, "      %.3f  %s%n", clusters.score(row), rows.named(row));
            }
        }
        out.printf(Locale.ROOT, "%,d clusters of %,d documents", clusters.count(), vectors.size());
        if (clusters.unclustered() > 0) {
            out.printf(Locale.ROOT, ", %,d in none", clusters.unclustered());
        }
        if (field != null) {
            out.printf(Locale.ROOT, "; agreement with %s: %.3f", field, agreement(field));
        }
        out.println();
    }

    /** With what a field says, as text; what has no such field is alike. */
    private double agreement(String field) {
        String[] labels = new String[vectors.size()];
        for (int row = 0; row < labels.length; row++) {
            Object value = rows.documents()
                    .get(vectors.id(row))
                    .map(document -> document.metadata().asMap().get(field))
                    .orElse(null);
            labels[row] = String.valueOf(value);
        }
        return clusters.agreement(row -> labels[row]);
    }

    /** What {@code --json} prints. */
    Map<String, Object> summary(@Nullable String field) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int cluster = 0; cluster < clusters.count(); cluster++) {
            List<Map<String, Object>> nearest = new ArrayList<>();
            for (int row : clusters.nearest(cluster, show)) {
                Map<String, Object> document = NeighbourJson.fields(vectors.id(row), clusters.score(row));
                document.put("text", rows.text(row));
                nearest.add(document);
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("cluster", cluster);
            fields.put("size", clusters.size(cluster));
            fields.put("nearest", nearest);
            list.add(fields);
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("documents", vectors.size());
        summary.put("clusters", list);
        summary.put("unclustered", clusters.unclustered());
        if (field != null) {
            summary.put("agreement", agreement(field));
        }
        if (!clusters.curve().isEmpty()) {
            summary.put(
                    "curve",
                    clusters.curve().stream().map(ClusterPrinter::point).toList());
        }
        return summary;
    }

    private static Map<String, Object> point(CurvePoint point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("clusters", point.clusters());
        fields.put("spread", point.spread());
        return fields;
    }
}
