package io.vicinal.cli.command;

import io.vicinal.analysis.Recommendation;
import io.vicinal.analysis.Recommender;
import io.vicinal.analysis.Taste;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Json;
import io.vicinal.collection.Collection;
import io.vicinal.collection.filter.Filter;
import io.vicinal.embedding.EmbeddingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

/** Recommends documents by others. */
@Command(
        name = "recommend",
        header = "Recommend documents by others that somebody likes or dislikes.",
        description = {
            "",
            "What is liked, disliked or seen is not recommended. With several liked documents each has its say: what is near to"
                    + " one of them need not be near to the others.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal recommend books.index --like moby-dick --like typee --dislike walden -k 5",
            "  vicinal recommend books.index --like-text \"storms at sea\" --seen moby-dick --diversity 0.3 --json"
        })
public final class RecommendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(names = "--like", paramLabel = "ID", description = "A document that is liked. Can be given several times.")
    private List<String> liked = List.of();

    @Option(
            names = "--like-text",
            paramLabel = "TEXT",
            description = "What is liked, in words. Can be given several times.")
    private List<String> likedTexts = List.of();

    @Option(
            names = "--dislike",
            paramLabel = "ID",
            description = "A document that is disliked. Can be given several times.")
    private List<String> disliked = List.of();

    @Option(
            names = "--seen",
            paramLabel = "ID",
            description =
                    "A document that is known already, and neither liked nor disliked. Can be given several times.")
    private List<String> seen = List.of();

    @Option(names = "-k", paramLabel = "N", description = "How many documents (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(
            names = "--diversity",
            paramLabel = "X",
            description = "How much documents shall differ from each other, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private float diversity;

    @Option(
            names = "--aversion",
            paramLabel = "X",
            description = "How much nearness to what is disliked counts against a document, 0 to 1"
                    + " (default: ${DEFAULT-VALUE}).")
    private float aversion = 0.5f;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata, as for 'vicinal search'.")
    private @Nullable Filter filter;

    @Option(
            names = "--json",
            description =
                    "Print a JSON object a line: id, text, metadata, score, and because, the liked document it is nearest to.")
    private boolean json;

    @Mixin
    private QuestionModel questionModel = new QuestionModel();

    /** For the command line. */
    public RecommendCommand() {}

    @Override
    public Integer call() throws IOException {
        if (liked.isEmpty() && likedTexts.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--like or --like-text is missing");
        }
        if (likedTexts.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(spec.commandLine(), "--like-text is blank");
        }
        Options.atLeast(1, "-k", k, spec);
        Options.part("--diversity", diversity, spec);
        Options.part("--aversion", aversion, spec);
        try (Collection documents = CollectionFolder.openForReading(directory)) {
            print(Recommender.of(documents).recommend(taste(documents)));
        }
        return 0;
    }

    /** Without words no model is needed. */
    private Taste taste(Collection documents) {
        Taste taste = Taste.liking()
                .like(liked)
                .dislike(disliked)
                .seen(seen)
                .k(k)
                .diversity(diversity)
                .aversion(aversion);
        taste = filter == null ? taste : taste.filter(filter);
        if (!likedTexts.isEmpty()) {
            try (EmbeddingModel model = questionModel.open(directory, documents)) {
                for (float[] vector : model.embed(likedTexts)) {
                    taste = taste.like(vector);
                }
            }
        }
        return taste;
    }

    private void print(List<Recommendation> recommendations) {
        PrintWriter out = spec.commandLine().getOut();
        if (recommendations.isEmpty() && !json) {
            out.println("nothing found");
        }
        int rank = 1;
        for (Recommendation recommendation : recommendations) {
            if (json) {
                Map<String, Object> fields = DocumentJson.fields(recommendation.document());
                fields.put("score", recommendation.score());
                recommendation.because().ifPresent(id -> fields.put("because", id));
                out.println(Json.line(fields));
                continue;
            }
            out.printf(
                    Locale.ROOT,
                    "%4d  %.3f  %s%n             %s%n",
                    rank++,
                    recommendation.score(),
                    HitPrinter.printable(recommendation.document().id())
                            + recommendation
                                    .because()
                                    .map(id -> "  (like " + HitPrinter.printable(id) + ")")
                                    .orElse(""),
                    HitPrinter.shortened(recommendation.document().text().orElse("")));
        }
    }
}
