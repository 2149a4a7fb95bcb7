package io.vicinal.cli.command;

import io.vicinal.cli.terminal.Json;
import io.vicinal.collection.Explanation;
import io.vicinal.collection.SearchHit;
import io.vicinal.collection.SearchResult;
import io.vicinal.collection.metadata.Metadata;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the documents found: for people in columns, for programs as a line of JSON. */
final class HitPrinter {
    private static final int TEXT_WIDTH = 110;

    private HitPrinter() {}

    /** Prints hits, with their fields where these were asked for. */
    static void forPeople(String question, List<SearchHit> hits, boolean fields, PrintWriter out) {
        out.println();
        out.println(question);
        if (hits.isEmpty()) {
            out.println("      nothing found");
        }
        int rank = 1;
        for (SearchHit hit : hits) {
            out.printf(
                    Locale.ROOT,
                    "%4d  %.3f  %s%n             %s%n",
                    rank++,
                    hit.score(),
                    printable(hit.document().id()),
                    shortened(hit.document().text().orElse("")));
            if (fields && !hit.document().metadata().isEmpty()) {
                out.printf("             %s%n", fields(hit.document().metadata()));
            }
        }
    }

    /** On one line, such as {@code year=1851, tags=[sea, whale]}. */
    static String fields(Metadata metadata) {
        String text = metadata.toString();
        return printable(text.substring(1, text.length() - 1));
    }

    static String shortened(String text) {
        String line = printable(text);
        if (line.length() <= TEXT_WIDTH) {
            return line;
        }
        int end = TEXT_WIDTH - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
                        .strip() + "…";
    }

    /** On one line, and without anything that a terminal would take for a command. */
    static String printable(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}\\x80-\\x9f]+", " ").strip();
    }

    static void forPrograms(String question, SearchResult result, boolean explain, PrintWriter out) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (SearchHit hit : result.hits()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", hit.document().id());
            fields.put("score", hit.score());
            hit.document().text().ifPresent(text -> fields.put("text", text));
            fields.put("metadata", hit.document().metadata().asMap());
            hit.document().vector().ifPresent(vector -> fields.put("vector", DocumentJson.list(vector)));
            list.add(fields);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("query", question);
        answer.put("hits", list);
        if (explain) {
            answer.put("explain", explanation(result.explain()));
        }
        out.println(Json.line(answer));
    }

    private static Map<String, Object> explanation(Explanation explanation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("plan", explanation.plan().name());
        fields.put("documents", explanation.documents());
        fields.put("candidates", explanation.candidates());
        fields.put("selectivity", explanation.selectivity());
        fields.put("connected", explanation.connected());
        fields.put("scored", explanation.scored());
        fields.put("compared", explanation.compared());
        fields.put("filterNanos", explanation.filterNanos());
        fields.put("searchNanos", explanation.searchNanos());
        fields.put("readNanos", explanation.readNanos());
        return fields;
    }
}
