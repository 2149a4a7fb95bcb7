package io.vicinal.cli.command;

import io.vicinal.analysis.SemanticHit;
import io.vicinal.analysis.SemanticSearch;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.collection.TextSearch;
import io.vicinal.collection.Collection;
import io.vicinal.collection.SearchRequest;
import io.vicinal.collection.SearchResult;
import io.vicinal.collection.filter.Filter;
import io.vicinal.embedding.EmbeddingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches a collection. */
@Command(
        name = "search",
        header = "Find the documents closest in meaning to a question.",
        description = {"", "A question that begins with a dash goes last, behind --.", ""},
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal search notes.index \"where did we park the car\" -k 3 --highlight",
            "  vicinal search papers.index \"graph search\" --filter \"year >= 2020 and lang in ('de', 'fr')\" --fields year"
        })
public final class SearchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "QUESTION", description = "What to look for, in words.")
    private String question = "";

    @Option(names = "-k", paramLabel = "N", description = "How many hits (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata: = != > >= < <= in contains, exists(field), and, or, not.")
    private @Nullable Filter filter;

    @Option(
            names = "--fields",
            paramLabel = "NAME",
            split = ",",
            description = "The metadata to print, separated by commas (default: all with --json, otherwise none).")
    private String @Nullable [] fields;

    @Option(names = "--min-score", paramLabel = "X", description = "The lowest score to find (default: any).")
    private @Nullable Float minScore;

    @Option(
            names = "--effort",
            paramLabel = "N",
            description = "How hard to look where there is a graph; more finds more of the nearest (default: 64).")
    private @Nullable Integer effort;

    @Option(
            names = "--group-by",
            paramLabel = "FIELD",
            description = "Only the best of documents that have the same value there, such as 'document' for chunks.")
    private @Nullable String groupBy;

    @Option(
            names = "--diversity",
            paramLabel = "X",
            description = "How much hits shall differ from each other, 0 to 1 (default: 0).")
    private @Nullable Float diversity;

    @Option(names = "--vectors", description = "Print vectors too, with --json.")
    private boolean vectors;

    @Option(
            names = "--highlight",
            description = "Show the sentence of each document that comes nearest to the question.")
    private boolean highlight;

    @Option(names = "--explain", description = "Tell how the answer was found.")
    private boolean explain;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object: query, hits with id, score, text and metadata, and explain if asked for.")
    private boolean json;

    @Mixin
    private QuestionModel questionModel = new QuestionModel();

    /** For the command line. */
    public SearchCommand() {}

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw new ParameterException(spec.commandLine(), "-k must be at least 1 but is " + k);
        }
        if (question.isBlank()) {
            throw new ParameterException(spec.commandLine(), "the question is blank");
        }
        if (vectors && !json) {
            throw new ParameterException(spec.commandLine(), "--vectors needs --json");
        }
        if (highlight && explain) {
            throw new ParameterException(spec.commandLine(), "--highlight and --explain don't go together");
        }
        requireSensible();
        try (Collection documents = CollectionFolder.openForReading(directory);
                EmbeddingModel model = questionModel.open(directory, documents)) {
            if (highlight) {
                print(SemanticSearch.of(documents, model::embed).find(question, this::details));
            } else {
                print(new TextSearch(directory, documents, model).run(question, this::details));
            }
        }
        return 0;
    }

    /** What is wrong with an option is known before the model is. */
    private void requireSensible() {
        try {
            details(SearchRequest.of(new float[0]));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private SearchRequest details(SearchRequest start) {
        SearchRequest request = start.k(k).withVectors(vectors);
        request = filter == null ? request : request.filter(filter);
        request = fields == null ? request : request.fields(fields);
        request = minScore == null ? request : request.minScore(minScore);
        request = effort == null ? request : request.effort(effort);
        request = groupBy == null ? request : request.groupBy(groupBy);
        return diversity == null ? request : request.diversity(diversity);
    }

    private void print(List<SemanticHit> hits) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            HighlightPrinter.forPrograms(question, hits, out);
        } else {
            HighlightPrinter.forPeople(question, hits, fields != null, out);
        }
    }

    private void print(SearchResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            HitPrinter.forPrograms(question, result, explain, out);
            return;
        }
        HitPrinter.forPeople(question, result.hits(), fields != null, out);
        if (explain) {
            out.println(result.explain());
        }
    }
}
