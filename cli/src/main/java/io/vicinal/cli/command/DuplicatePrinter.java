package io.vicinal.cli.command;

import io.vicinal.analysis.DuplicateGroup;
import io.vicinal.analysis.Duplicates;
import io.vicinal.analysis.Keep;
import io.vicinal.analysis.Vectors;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups of duplicates, for people and for programs. */
final class DuplicatePrinter {
    private final DocumentRows rows;
    private final Vectors vectors;
    private final Duplicates duplicates;
    private final Keep keep;

    DuplicatePrinter(DocumentRows rows, Duplicates duplicates, Keep keep) {
        this.rows = rows;
        this.vectors = rows.vectors();
        this.duplicates = duplicates;
        this.keep = keep;
    }

    void print(PrintWriter out) {
        for (DuplicateGroup group : duplicates.groups()) {
            int kept = keep.choose(vectors, group);
            out.printf(Locale.ROOT, "keep         %s%n", rows.named(kept));
            for (int row : group.rows()) {
                if (row != kept) {
                    out.printf(Locale.ROOT, "drop  %.3f  %s%n", vectors.score(row, kept), rows.named(row));
                }
            }
            out.println();
        }
    }

    /** What {@code --json} prints but for what was deleted. */
    Map<String, Object> summary(float threshold) {
        List<Map<String, Object>> groups = new ArrayList<>();
        for (DuplicateGroup group : duplicates.groups()) {
            int kept = keep.choose(vectors, group);
            List<Map<String, Object>> dropped = new ArrayList<>();
            for (int row : group.rows()) {
                if (row != kept) {
                    dropped.add(NeighbourJson.fields(vectors.id(row), vectors.score(row, kept)));
                }
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("keep", vectors.id(kept));
            fields.put("drop", dropped);
            groups.add(fields);
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("documents", vectors.size());
        summary.put("threshold", threshold);
        summary.put("pairs", duplicates.pairs());
        summary.put("recall", duplicates.recall());
        summary.put("groups", groups);
        return summary;
    }
}
