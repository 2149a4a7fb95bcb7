package io.vicinal.cli.command;

import io.vicinal.cli.directory.DocumentDirectory;
import io.vicinal.cli.terminal.Json;
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

    static void forPeople(String question, List<DocumentDirectory.Hit> hits, PrintWriter out) {
        out.println();
        out.println(question);
        if (hits.isEmpty()) {
            out.println("      nothing found");
        }
        int rank = 1;
        for (DocumentDirectory.Hit hit : hits) {
            out.printf(
                    Locale.ROOT,
                    "%4d  %.3f  %s%n             %s%n",
                    rank++,
                    hit.score(),
                    printable(hit.document().id()),
                    shortened(hit.document().text()));
        }
    }

    private static String shortened(String text) {
        String line = printable(text);
        if (line.length() <= TEXT_WIDTH) {
            return line;
        }
        int end = TEXT_WIDTH - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
                        .strip() + "…";
    }

    /** On one line, and without anything that a terminal would take for a command. */
    private static String printable(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}\\x80-\\x9f]+", " ").strip();
    }

    static void forPrograms(String question, List<DocumentDirectory.Hit> hits, PrintWriter out) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (DocumentDirectory.Hit hit : hits) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", hit.document().id());
            fields.put("score", hit.score());
            fields.put("text", hit.document().text());
            fields.put("metadata", hit.document().metadata());
            list.add(fields);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("query", question);
        answer.put("hits", list);
        out.println(Json.line(answer));
    }
}
