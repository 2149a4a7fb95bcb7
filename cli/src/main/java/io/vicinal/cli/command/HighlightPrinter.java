package io.vicinal.cli.command;

import io.vicinal.analysis.Highlight;
import io.vicinal.analysis.SemanticHit;
import io.vicinal.cli.terminal.Json;
import io.vicinal.collection.Document;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints documents with their best sentence. */
final class HighlightPrinter {
    private HighlightPrinter() {}

    static void forPeople(String question, List<SemanticHit> hits, boolean fields, PrintWriter out) {
        out.println();
        out.println(question);
        if (hits.isEmpty()) {
            out.println("      nothing found");
        }
        int rank = 1;
        for (SemanticHit hit : hits) {
            Document document = hit.document();
            String sentence = hit.highlight().map(Highlight::text).orElse("");
            out.printf(
                    Locale.ROOT,
                    "%4d  %.3f  %s%n             %s%n",
                    rank++,
                    hit.score(),
                    HitPrinter.printable(document.id()),
                    HitPrinter.printable(sentence));
            if (fields && !document.metadata().isEmpty()) {
                out.println("             " + HitPrinter.fields(document.metadata()));
            }
        }
    }

    static void forPrograms(String question, List<SemanticHit> hits, PrintWriter out) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (SemanticHit hit : hits) {
            Map<String, Object> fields = DocumentJson.fields(hit.document());
            fields.put("score", hit.score());
            hit.highlight().ifPresent(highlight -> fields.put("highlight", fields(highlight)));
            list.add(fields);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("query", question);
        answer.put("hits", list);
        out.println(Json.line(answer));
    }

    private static Map<String, Object> fields(Highlight highlight) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", highlight.from());
        fields.put("to", highlight.to());
        fields.put("text", highlight.text());
        fields.put("score", highlight.score());
        return fields;
    }
}
