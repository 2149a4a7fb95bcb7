package io.vicinal.cli.command;

import io.vicinal.analysis.AnalysisProgress;
import io.vicinal.analysis.Classification;
import io.vicinal.analysis.Classifier;
import io.vicinal.analysis.ClassifierSettings;
import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
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

/** Tells by labelled documents what others are. */
@Command(
        name = "classify",
        header = "Tell by labelled documents what others are.",
        description = {
            "",
            "Labels are the values of a metadata field, or come with texts from a file. Those of the nearest labelled documents are"
                    + " weighed; what is far from all of them is none of these. Classifies texts if there are any, or else the"
                    + " documents of the index that have no label. --evaluate classifies each labelled document by all the others"
                    + " instead, and tells how often that is right.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal classify letters.index --field topic --evaluate",
            "  vicinal classify letters.index --field topic --text \"My invoice is wrong\"",
            "  vicinal classify letters.index --labels labelled.jsonl --label-field topic --min-confidence 0.8 --json"
        })
public final class ClassifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "The metadata field of the documents that is their label.")
    private @Nullable String field;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "A file of labelled texts, as for 'vicinal index --from': they are embedded as the documents were.")
    private @Nullable Path labels;

    @Option(
            names = "--label-field",
            paramLabel = "NAME",
            description = "The field of that file that is the label (default: ${DEFAULT-VALUE}).")
    private String labelField = "label";

    @Option(names = "--text", paramLabel = "TEXT", description = "A text to classify. Can be given several times.")
    private List<String> texts = List.of();

    @Option(names = "--from", paramLabel = "FILE", description = "Texts to classify, as for 'vicinal index'.")
    private @Nullable Path from;

    @Option(names = "--evaluate", description = "Tell how well labelled documents are recognised by the others.")
    private boolean evaluate;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Classify only documents of the index with such metadata, as for 'vicinal search'.")
    private @Nullable Filter filter;

    @Option(names = "-k", paramLabel = "N", description = "How many neighbours vote (default: ${DEFAULT-VALUE}).")
    private int k = ClassifierSettings.DEFAULT.k();

    @Option(
            names = "--min-confidence",
            paramLabel = "X",
            description = "Give no label that is less likely to be right, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double minConfidence = ClassifierSettings.DEFAULT.minConfidence();

    @Option(
            names = "--strangers",
            paramLabel = "X",
            description =
                    "Which part of the labelled documents would be strange themselves, 0 to 1: the larger, the more is none of"
                            + " these (default: ${DEFAULT-VALUE}).")
    private double strangers = ClassifierSettings.DEFAULT.strangers();

    @Option(
            names = "--json",
            description =
                    "Print a JSON object a line: id, label or null, confidence, votes, nearest and text; or one of the"
                            + " evaluation, with the confusion matrix.")
    private boolean json;

    @Mixin
    private QuestionModel questionModel = new QuestionModel();

    /** For the command line. */
    public ClassifyCommand() {}

    @Override
    public Integer call() throws IOException {
        requireSensible();
        PrintWriter out = spec.commandLine().getOut();
        return Work.run(() -> {
            try (Collection documents = CollectionFolder.openForReading(directory);
                    Labelled labelled =
                            Analysing.run("comparing", "pairs", progress -> labelled(documents, progress))) {
                if (evaluate) {
                    EvaluationPrinter.print(labelled.classifier().evaluation(), json, out);
                } else {
                    classify(labelled.classifier(), documents, out);
                }
            }
            return 0;
        });
    }

    private void requireSensible() {
        if ((field == null) == (labels == null)) {
            throw new ParameterException(spec.commandLine(), "one of --field and --labels is needed");
        }
        if (evaluate && (!texts.isEmpty() || from != null || filter != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--evaluate classifies labelled documents: neither --text nor --from nor --filter");
        }
        if (texts.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(spec.commandLine(), "--text is blank");
        }
        Options.atLeast(1, "-k", k, spec);
        Options.part("--min-confidence", minConfidence, spec);
        Options.part("--strangers", strangers, spec);
    }

    private Labelled labelled(Collection documents, AnalysisProgress progress) throws IOException {
        ClassifierSettings settings = new ClassifierSettings(k, minConfidence, strangers);
        if (labels == null) {
            return Labelled.of(Classifier.of(documents, String.valueOf(field), settings, progress));
        }
        try (EmbeddingModel model = questionModel.open(directory, documents)) {
            return Labelled.read(labels, labelField, model, documents.spec().metric(), settings, progress);
        }
    }

    private void classify(Classifier classifier, Collection documents, PrintWriter out) throws IOException {
        if (texts.isEmpty() && from == null) {
            Filter unlabelled =
                    field == null ? null : Filter.not(Filter.field(field).exists());
            Unclassified.ofCollection(documents, both(unlabelled, filter), batch -> print(batch, classifier, out));
            return;
        }
        try (EmbeddingModel model = questionModel.open(directory, documents)) {
            Unclassified.ofTexts(texts, from, model, batch -> print(batch, classifier, out));
        }
    }

    private static @Nullable Filter both(@Nullable Filter one, @Nullable Filter other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Filter.all(List.of(one, other));
    }

    private void print(List<Unclassified> batch, Classifier classifier, PrintWriter out) {
        List<Classification> results =
                classifier.classifyAll(batch.stream().map(Unclassified::vector).toList(), AnalysisProgress.NONE);
        for (int i = 0; i < batch.size(); i++) {
            if (json) {
                ClassificationPrinter.forPrograms(batch.get(i), results.get(i), out);
            } else {
                ClassificationPrinter.forPeople(batch.get(i), results.get(i), out);
            }
        }
    }
}
