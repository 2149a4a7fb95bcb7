package io.vicinal.cli.command;

import io.vicinal.analysis.Passage;
import io.vicinal.analysis.Retrieval;
import io.vicinal.analysis.Retriever;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.text.TokenCounter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds what a language model needs to answer a question. */
@Command(
        name = "rag",
        header = "Put together what a language model needs to answer a question.",
        description = {
            "",
            "Prints a prompt: the texts of an index that come nearest to the question and differ from each other, numbered and"
                    + " with their sources, as many as fit the budget, and the question. Chunks of the same document that"
                    + " follow each other are joined. Tokens are counted as OpenAI's models do; others differ by some percent.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal rag notes.index \"where did we park the car\" > prompt.txt",
            "  vicinal rag papers.index \"what is a small world\" --tokens 4000 --filter \"year >= 2015\" --json"
        })
public final class RagCommand implements Callable<Integer> {
    /** What names the tokens that are counted. */
    private static final String COUNTED_AS = "text-embedding-3-small";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "QUESTION", description = "What to answer, in words.")
    private String question = "";

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "How long the texts may be together, with their sources (default: ${DEFAULT-VALUE}).")
    private int tokens = 2_000;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            description = "How many of the nearest texts to choose from (default: ${DEFAULT-VALUE}).")
    private int candidates = 50;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description = "How many chunks before and behind each one found are given with it, where there is room"
                    + " (default: ${DEFAULT-VALUE}).")
    private int neighbours = 1;

    @Option(
            names = "--diversity",
            paramLabel = "X",
            description = "How much texts shall differ from each other, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private float diversity = 0.3f;

    @Option(names = "--min-score", paramLabel = "X", description = "The lowest score to find (default: any).")
    private @Nullable Float minScore;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata, as for 'vicinal search'.")
    private @Nullable Filter filter;

    @Option(
            names = "--context",
            description = "Print only the texts with their sources, without question and instruction.")
    private boolean contextOnly;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object: question, tokens, passages with number, source, ids, score, text and metadata,"
                            + " context and prompt.")
    private boolean json;

    @Mixin
    private QuestionModel questionModel = new QuestionModel();

    /** For the command line. */
    public RagCommand() {}

    @Override
    public Integer call() throws IOException {
        if (question.isBlank()) {
            throw new ParameterException(spec.commandLine(), "the question is blank");
        }
        Options.atLeast(1, "--tokens", tokens, spec);
        Options.atLeast(1, "--candidates", candidates, spec);
        Options.atLeast(0, "--neighbours", neighbours, spec);
        Options.part("--diversity", diversity, spec);
        try (Collection documents = CollectionFolder.openForReading(directory);
                EmbeddingModel model = questionModel.open(directory, documents)) {
            print(settings(Retriever.of(documents, model::embed)).retrieve(question));
        }
        return 0;
    }

    private Retriever settings(Retriever start) {
        TokenCounter counter = TokenCounter.forModel(COUNTED_AS);
        Retriever retriever = start.tokens(tokens, counter::count)
                .candidates(candidates)
                .neighbours(neighbours)
                .diversity(diversity);
        retriever = filter == null ? retriever : retriever.filter(filter);
        return minScore == null ? retriever : retriever.minScore(minScore);
    }

    private void print(Retrieval retrieval) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(fields(retrieval)));
        } else {
            out.print(contextOnly ? retrieval.context() : retrieval.prompt());
        }
    }

    private static Map<String, Object> fields(Retrieval retrieval) {
        List<Map<String, Object>> passages = new ArrayList<>();
        for (Passage passage : retrieval.passages()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("number", passage.number());
            fields.put("source", passage.source());
            fields.put("ids", passage.ids());
            fields.put("score", passage.score());
            fields.put("text", passage.text());
            fields.put("metadata", passage.metadata().asMap());
            fields.put("shortened", passage.shortened());
            passages.add(fields);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("question", retrieval.question());
        fields.put("tokens", retrieval.tokens());
        fields.put("passages", passages);
        fields.put("context", retrieval.context());
        fields.put("prompt", retrieval.prompt());
        return fields;
    }
}
