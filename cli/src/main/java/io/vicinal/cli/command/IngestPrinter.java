package io.vicinal.cli.command;

import io.vicinal.cli.ingest.IngestSettings;
import io.vicinal.cli.ingest.Ingestion;
import io.vicinal.cli.terminal.Json;
import io.vicinal.embedding.EmbeddingUsage;
import io.vicinal.embedding.ingest.DryRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Prints what embedding took, or would take: for people on standard error, for programs as JSON. */
final class IngestPrinter {
    /** Some documents are in the file of failures, all others are done. */
    static final int SOME_FAILED = 3;

    private static final double MILLION = 1e6;

    private IngestPrinter() {}

    static void done(
            Path made,
            long documents,
            Ingestion.Outcome outcome,
            IngestSettings settings,
            boolean json,
            CommandLine commandLine) {
        PrintWriter err = commandLine.getErr();
        boolean cut = outcome.account().chunks() > outcome.account().documents();
        err.printf(
                Locale.ROOT,
                "%s: %,d %s%s%n",
                made,
                documents,
                cut ? "chunks of %,d documents".formatted(outcome.account().documents()) : "documents",
                account(outcome));
        if (outcome.failed() > 0) {
            err.printf(
                    Locale.ROOT,
                    "not embedded: %,d, listed in %s; the first: %s%n",
                    outcome.failed(),
                    settings.failures(),
                    outcome.firstReason());
        }
        if (json) {
            commandLine.getOut().println(Json.pretty(outcome.fields()));
        }
    }

    /** Whoever pays nothing need not be told about tokens. */
    private static String account(Ingestion.Outcome outcome) {
        EmbeddingUsage usage = outcome.account().usage();
        StringBuilder words = new StringBuilder();
        if (usage.billedTokens() > 0) {
            words.append(String.format(
                    Locale.ROOT,
                    ", %,d embedded with %s%,d tokens",
                    outcome.account().embedded(),
                    usage.estimatedTokens() > 0 ? "about " : "",
                    usage.billedTokens()));
            usage.cost().ifPresent(cost -> words.append(String.format(Locale.ROOT, " (cost %.6f)", cost)));
        }
        if (outcome.account().cached() > 0) {
            words.append(String.format(
                    Locale.ROOT, ", %,d from the cache", outcome.account().cached()));
        }
        return words.toString();
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.6f", number);
    }

    static void plan(DryRun plan, boolean exact, @Nullable Double price, boolean json, CommandLine commandLine) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("documents", plan.documents());
        fields.put("chunks", plan.chunks());
        fields.put("blank", plan.blank());
        fields.put("cached", plan.cached());
        fields.put("hitRate", plan.hitRate());
        fields.put("tokens", plan.tokens());
        fields.put("tokensToPay", plan.tokensToPay());
        fields.put("tokensExact", exact);
        if (price != null) {
            fields.put("cost", plan.cost(price / MILLION));
        }
        PrintWriter out = commandLine.getOut();
        if (json) {
            out.println(Json.pretty(fields));
        } else {
            fields.forEach((name, value) -> out.printf(
                    Locale.ROOT, "%-12s %s%n", name, value instanceof Double number ? rounded(number) : value));
        }
    }
}
