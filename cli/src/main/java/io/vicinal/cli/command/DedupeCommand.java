package io.vicinal.cli.command;

import io.vicinal.analysis.Duplicates;
import io.vicinal.analysis.Vectors;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds duplicates in a collection. */
@Command(
        name = "dedupe",
        header = "Find documents of an index that say nearly the same.",
        description = {
            "",
            "Every two documents are compared, on all cores. What is connected by pairs is a group, and one of each group is to"
                    + " stay; the others are deleted only with --delete. With --effort pairs are looked for through a graph"
                    + " index, which is faster from some hundred thousand documents on and may miss some: how many it finds is"
                    + " told.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal dedupe notes.index --above 0.97",
            "  vicinal dedupe papers.index --keep longest --delete",
            "  vicinal dedupe papers.index --pairs --json > pairs.jsonl"
        })
public final class DedupeCommand implements Callable<Integer> {
    /** Neighbours looked for of each document, where that is done through an index. */
    private static final int NEIGHBOURS = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(
            names = "--above",
            paramLabel = "X",
            description = "The least score of two duplicates (default: ${DEFAULT-VALUE}).")
    private float above = 0.95f;

    @Option(
            names = "--keep",
            paramLabel = "RULE",
            description =
                    "What stays of a group: first, longest, the longest text, or central, which has most in common with"
                            + " the others (default: first).")
    private KeepRule keep = KeepRule.FIRST;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata, among each other.")
    private @Nullable Filter filter;

    @Option(
            names = "--effort",
            paramLabel = "N",
            description = "How hard to look through a graph index (default: compare every two).")
    private @Nullable Integer effort;

    @Option(names = "--pairs", description = "Print pairs as they are found, and no groups: any number of them.")
    private boolean pairs;

    @Option(names = "--delete", description = "Delete all of each group but the one that stays.")
    private boolean delete;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object: documents, threshold, pairs, recall, groups with keep and drop, and deleted;"
                            + " with --pairs one a pair: a, b and score.")
    private boolean json;

    /** For the command line. */
    public DedupeCommand() {}

    @Override
    public Integer call() throws IOException {
        if (Float.isNaN(above)) {
            throw new ParameterException(spec.commandLine(), "--above must be a number");
        }
        if (effort != null && effort < 1) {
            throw new ParameterException(spec.commandLine(), "--effort must be at least 1 but is " + effort);
        }
        if (pairs && (delete || effort != null)) {
            throw new ParameterException(spec.commandLine(), "--pairs goes with neither --delete nor --effort");
        }
        return Work.run(() -> {
            try (Collection documents =
                    delete ? CollectionFolder.openForWriting(directory) : CollectionFolder.openForReading(directory)) {
                Options.reachable("--above", above, documents.spec().metric(), spec);
                try (Vectors vectors = Analysing.vectors(documents, filter)) {
                    if (pairs) {
                        printPairs(vectors);
                    } else {
                        dedupe(documents, vectors);
                    }
                }
            }
            return 0;
        });
    }

    private void printPairs(Vectors vectors) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Analysing.run(
                "comparing",
                "pairs",
                progress -> Duplicates.forEachPair(
                        vectors,
                        above,
                        (a, b, score) -> {
                            if (json) {
                                Map<String, Object> fields = new LinkedHashMap<>();
                                fields.put("a", vectors.id(a));
                                fields.put("b", vectors.id(b));
                                fields.put("score", score);
                                out.println(Json.line(fields));
                            } else {
                                out.printf(
                                        Locale.ROOT,
                                        "%.3f  %s  %s%n",
                                        score,
                                        HitPrinter.printable(vectors.id(a)),
                                        HitPrinter.printable(vectors.id(b)));
                            }
                        },
                        progress));
    }

    private void dedupe(Collection documents, Vectors vectors) throws IOException {
        Duplicates duplicates = effort == null
                ? Analysing.run("comparing", "pairs", progress -> Duplicates.exact(vectors, above, progress))
                : Duplicates.of(vectors, Analysing.graph(vectors, NEIGHBOURS, effort), above);
        DuplicatePrinter printer =
                new DuplicatePrinter(new DocumentRows(documents, vectors), duplicates, keep.rule(documents));
        Map<String, Object> summary = printer.summary(above);
        List<String> superfluous = Arrays.stream(duplicates.superfluous(vectors, keep.rule(documents)))
                .mapToObj(vectors::id)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            printer.print(out);
        }
        int deleted = 0;
        if (delete) {
            deleted = documents.deleteAll(superfluous);
            documents.flush();
        }
        if (json) {
            summary.put("deleted", deleted);
            out.println(Json.line(summary));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%,d groups, %,d of %,d documents %s%s%n",
                    duplicates.groups().size(),
                    superfluous.size(),
                    vectors.size(),
                    delete ? "deleted" : "superfluous",
                    effort == null ? "" : ", recall of pairs %.3f".formatted(duplicates.recall()));
        }
    }
}
