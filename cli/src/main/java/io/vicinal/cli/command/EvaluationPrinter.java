package io.vicinal.cli.command;

import io.vicinal.analysis.Confusion;
import io.vicinal.analysis.Evaluation;
import io.vicinal.analysis.LabelQuality;
import io.vicinal.cli.terminal.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints how well labels are recognised. */
final class EvaluationPrinter {
    private static final int SHOWN = 20;

    private EvaluationPrinter() {}

    static void print(Evaluation evaluation, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.line(fields(evaluation)));
            return;
        }
        out.printf(
                Locale.ROOT,
                "documents          %d, %d labels%n",
                evaluation.documents(),
                evaluation.labels().size());
        line("accuracy", evaluation.accuracy(), out);
        line("macro F1", evaluation.macroF1(), out);
        line("answered", evaluation.answered(), out);
        line("accuracy of these", evaluation.answeredAccuracy(), out);
        line("calibration error", evaluation.calibrationError(), out);
        labels(evaluation, out);
        mistakes(evaluation, out);
    }

    private static void line(String name, double value, PrintWriter out) {
        out.printf(Locale.ROOT, "%-18s %.4f%n", name, value);
    }

    private static void labels(Evaluation evaluation, PrintWriter out) {
        List<LabelQuality> worst = new ArrayList<>(evaluation.labels());
        worst.sort(Comparator.comparingDouble(LabelQuality::f1));
        out.printf("%ndocuments  precision  recall  F1     label%s%n", worst.size() > SHOWN ? ", the worst" : "");
        for (LabelQuality quality : worst.subList(0, Math.min(SHOWN, worst.size()))) {
            out.printf(
                    Locale.ROOT,
                    "%9d  %.3f      %.3f   %.3f  %s%n",
                    quality.documents(),
                    quality.precision(),
                    quality.recall(),
                    quality.f1(),
                    HitPrinter.printable(quality.label()));
        }
    }

    private static void mistakes(Evaluation evaluation, PrintWriter out) {
        List<Confusion> mistakes = evaluation.mistakes();
        if (mistakes.isEmpty()) {
            return;
        }
        out.printf("%ndocuments  taken for another%n");
        for (Confusion mistake : mistakes.subList(0, Math.min(SHOWN, mistakes.size()))) {
            out.printf(
                    Locale.ROOT,
                    "%9d  %s as %s%n",
                    mistake.documents(),
                    HitPrinter.printable(mistake.actual()),
                    HitPrinter.printable(mistake.predicted()));
        }
    }

    private static Map<String, Object> fields(Evaluation evaluation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("documents", evaluation.documents());
        fields.put("accuracy", evaluation.accuracy());
        fields.put("macroF1", evaluation.macroF1());
        fields.put("answered", evaluation.answered());
        fields.put("answeredAccuracy", evaluation.answeredAccuracy());
        fields.put("calibrationError", evaluation.calibrationError());
        List<Map<String, Object>> labels = new ArrayList<>();
        for (LabelQuality quality : evaluation.labels()) {
            Map<String, Object> label = new LinkedHashMap<>();
            label.put("label", quality.label());
            label.put("documents", quality.documents());
            label.put("precision", quality.precision());
            label.put("recall", quality.recall());
            label.put("f1", quality.f1());
            labels.add(label);
        }
        fields.put("labels", labels);
        Map<String, Map<String, Integer>> confusion = new LinkedHashMap<>();
        for (Confusion entry : evaluation.matrix()) {
            confusion
                    .computeIfAbsent(entry.actual(), label -> new LinkedHashMap<>())
                    .put(entry.predicted(), entry.documents());
        }
        fields.put("confusion", confusion);
        return fields;
    }
}
