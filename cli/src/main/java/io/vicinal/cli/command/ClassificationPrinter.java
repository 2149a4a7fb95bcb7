package io.vicinal.cli.command;

import io.vicinal.analysis.Classification;
import io.vicinal.cli.terminal.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what something is taken for. */
final class ClassificationPrinter {
    private ClassificationPrinter() {}

    static void forPeople(Unclassified item, Classification result, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%.2f  %-24s  %s%n",
                result.confidence(),
                HitPrinter.printable(result.label().orElse("(none of these)")),
                HitPrinter.shortened(item.text().isEmpty() ? item.id() : item.id() + ": " + item.text()));
    }

    static void forPrograms(Unclassified item, Classification result, PrintWriter out) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", item.id());
        fields.put("label", result.label().orElse(null));
        fields.put("confidence", result.confidence());
        fields.put("votes", votes(result.votes()));
        fields.put("nearest", NeighbourJson.list(result.nearest()));
        if (!item.text().isEmpty()) {
            fields.put("text", item.text());
        }
        out.println(Json.line(fields));
    }

    private static Map<String, Double> votes(List<Classification.Vote> votes) {
        Map<String, Double> shares = new LinkedHashMap<>();
        votes.forEach(vote -> shares.put(vote.label(), vote.share()));
        return shares;
    }
}
