package io.vicinal.cli.command;

import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.collection.EngineChoice;
import io.vicinal.cli.collection.Filling;
import io.vicinal.cli.collection.NewCollection;
import io.vicinal.cli.collection.Provenance;
import io.vicinal.cli.collection.TextSearch;
import io.vicinal.cli.document.Document;
import io.vicinal.cli.document.DocumentFields;
import io.vicinal.cli.ingest.Documents;
import io.vicinal.cli.ingest.IngestSettings;
import io.vicinal.cli.javadoc.JavadocReader;
import io.vicinal.cli.javadoc.KeptJavadoc;
import io.vicinal.cli.javadoc.SourcesNotFoundException;
import io.vicinal.cli.model.LocalModel;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.cli.model.OpenModel;
import io.vicinal.cli.terminal.CacheFolder;
import io.vicinal.cli.terminal.Preparing;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.SearchResult;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.embedding.cache.CacheInUseException;
import io.vicinal.embedding.cache.CachedModel;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.embedding.chunk.Chunker;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches the documentation of the JDK that runs this program. */
@Command(
        name = "demo",
        header = "Ask your JDK: search its documentation by meaning.",
        description = {
            "",
            "Reads the documentation in the sources of the JDK that runs this program, embeds it with the model that comes with"
                    + " vicinal, and answers questions. Nothing leaves this machine. The index is kept in the cache folder"
                    + " (XDG_CACHE_HOME, or .cache in the home folder), so that the next run answers at once.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal demo --query \"parse a date from text\" --query \"wait for another thread\"",
            "  vicinal demo --all --to jdk.index"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final List<String> QUESTIONS = List.of(
            "parse a date from text",
            "run a task every ten seconds",
            "read a file line by line",
            "remove duplicates from a list",
            "wait until other threads are done");

    private static final int SHOWN = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--query",
            paramLabel = "TEXT",
            description = "A question to answer, instead of some built-in ones. Can be given several times.")
    private List<String> queries = List.of();

    @Option(
            names = "-k",
            paramLabel = "N",
            description = "How many hits for each question (default: ${DEFAULT-VALUE}).")
    private int k = SHOWN;

    @Option(names = "--limit", paramLabel = "N", description = "Use only the first N documents, a fair sample of all.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--all",
            description = "All modules of the JDK, and not only java.base: several minutes the first time.")
    private boolean all;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Keep the index here instead, for other commands. What is there already is asked as it is.")
    private @Nullable Path to;

    @Option(names = "--json", description = "Print the answers as JSON, one a line.")
    private boolean json;

    /** For the command line. */
    public DemoCommand() {}

    @Override
    public Integer call() throws IOException {
        requirePositive("-k", k);
        requirePositive("--limit", limit);
        PrintWriter out = spec.commandLine().getOut();
        Path directory = to == null ? CacheFolder.resolve("demo").resolve(name()) : to;
        boolean built = Collection.isAt(directory);
        try (Preparing<EmbeddingModel> model = Preparing.start(LocalModel::load)) {
            if (!built) {
                Work.run(() -> build(directory, model));
            }
            try (Collection documents = CollectionFolder.openForReading(directory)) {
                answer(new TextSearch(directory, documents, model.get()), out);
            }
        }
        return 0;
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), "%s must be at least 1 but is %d".formatted(option, value));
        }
    }

    /** Another JDK, another choice of documents: another index. */
    private String name() {
        return "jdk-" + Runtime.version().toString().replaceAll("[^A-Za-z0-9.+-]", "_")
                + (all ? "-all" : "")
                + (limit == Integer.MAX_VALUE ? "" : "-" + limit);
    }

    private void answer(TextSearch documents, PrintWriter out) throws IOException {
        for (String question : queries.isEmpty() ? QUESTIONS : queries) {
            answer(question, documents, out);
        }
        if (queries.isEmpty() && !json && interactive()) {
            converse(documents, out);
        }
    }

    /** The cache is opened while documents are read; on an idle core that costs no time. */
    private int build(Path directory, Preparing<EmbeddingModel> model) throws IOException {
        try (Preparing<EmbeddingCache> cache =
                Preparing.start(() -> OpenModel.openCache(ModelOptions.cacheFolder(null)))) {
            List<Document> documents = read();
            IngestSettings settings = new IngestSettings(
                    Chunker.whole(),
                    ModelRequest.CONCURRENCY,
                    IngestSettings.failuresBeside(directory),
                    DocumentFields.DEFAULT);
            EmbeddingModel embedding = cached(model.get(), cache);
            // A handful of questions is not worth a graph.
            Provenance provenance = Provenance.of(ModelRequest.LOCAL, EngineChoice.FLAT);
            try (Filling filling = NewCollection.create(directory, provenance, embedding)) {
                new Indexing(directory, embedding).run(Documents.of(documents), settings, filling);
            }
            return 0;
        }
    }

    /** The cache serves one process at a time; the demo can do without. */
    private static EmbeddingModel cached(EmbeddingModel model, Preparing<EmbeddingCache> cache) throws IOException {
        try {
            return CachedModel.of(model, cache.get());
        } catch (CacheInUseException e) {
            return model;
        }
    }

    private List<Document> read() throws IOException {
        List<Document> documents = readAll();
        List<Document> chosen = documents.subList(0, Math.min(limit, documents.size()));
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "reading the documentation of Java %s: %,d types and methods; embedding %,d of them%n",
                        Runtime.version(),
                        documents.size(),
                        chosen.size());
        return chosen;
    }

    private List<Document> readAll() throws IOException {
        try {
            return new KeptJavadoc(CacheFolder.resolve("javadoc"))
                    .read(all ? JavadocReader.Scope.ALL : JavadocReader.Scope.BASE);
        } catch (SourcesNotFoundException e) {
            throw new IOException(
                    "%s: this JDK comes without the sources that the demo reads. Install them (Debian: openjdk-25-source) or set"
                                    .formatted(e.getMessage())
                            + " JAVA_HOME to a JDK that has them; or search documents of your own: 'vicinal index --help'",
                    e);
        }
    }

    private void answer(String question, TextSearch documents, PrintWriter out) {
        SearchResult result = documents.run(question, request -> request.k(k));
        if (json) {
            HitPrinter.forPrograms(question, result, false, out);
        } else {
            HitPrinter.forPeople(question, result.hits(), false, out);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // said never to be null, declared to be nullable
    private static boolean interactive() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private void converse(TextSearch documents, PrintWriter out) throws IOException {
        out.println();
        out.println("Ask something else; an empty line ends.");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        while (true) {
            out.print("> ");
            out.flush();
            String question = in.readLine();
            if (question == null || question.isBlank()) {
                return;
            }
            answer(question.strip(), documents, out);
        }
    }
}
