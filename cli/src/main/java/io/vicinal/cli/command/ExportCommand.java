package io.vicinal.cli.command;

import io.vicinal.cli.collection.CollectionFolder;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.cli.terminal.Work;
import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.collection.Page;
import io.vicinal.collection.ScrollRequest;
import io.vicinal.collection.filter.Filter;
import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the documents of a collection as JSON lines. */
@Command(
        name = "export",
        header = "Write the documents of an index as JSON lines.",
        description = {
            "",
            "An object a line: id, and text, metadata and vector where there are any, in the order in which documents were put."
                    + " A file is there when it is complete, not before.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vicinal export notes.index --to notes.jsonl --vectors",
            "  vicinal export papers.index --filter \"year >= 2020\" | jq .id"
        })
public final class ExportCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    private static final int PAGE = 256;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "An index that 'vicinal index' has written.")
    private Path directory = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "The file to write, or - for standard output (default: ${DEFAULT-VALUE}).")
    private Path to = Path.of(STANDARD_OUTPUT);

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            converter = FilterConverter.class,
            description = "Only documents with such metadata, as for 'vicinal search'.")
    private @Nullable Filter filter;

    @Option(names = "--vectors", description = "Write vectors too.")
    private boolean vectors;

    /** For the command line. */
    public ExportCommand() {}

    /** Takes lines. */
    private interface Lines {
        void write(String line) throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        return Work.run(() -> {
            try (Collection documents = CollectionFolder.openForReading(directory)) {
                if (to.toString().equals(STANDARD_OUTPUT)) {
                    export(documents, this::print);
                } else {
                    write(documents);
                }
            }
            return 0;
        });
    }

    private void write(Collection documents) throws IOException {
        long count;
        try (NewFile file = NewFile.create(to, 1 << 16);
                Progress progress = Progress.start(
                        "exporting", "documents", filter == null ? documents.size() : Progress.UNKNOWN)) {
            count = export(documents, line -> {
                file.write(MemorySegment.ofArray(line.getBytes(StandardCharsets.UTF_8)));
                progress.advance(1);
            });
            file.publish();
        }
        spec.commandLine().getErr().printf(Locale.ROOT, "%s: %,d documents%n", to, count);
    }

    private long export(Collection documents, Lines lines) throws IOException {
        ScrollRequest request = ScrollRequest.all().limit(PAGE).withVectors(vectors);
        if (filter != null) {
            request = request.filter(filter);
        }
        long count = 0;
        while (true) {
            Page page = documents.scroll(request);
            for (Document document : page.documents()) {
                lines.write(DocumentJson.line(document, vectors) + "\n");
                count++;
            }
            if (spec.commandLine().getOut().checkError()) {
                throw new IOException("can't write to standard output");
            }
            if (page.next().isEmpty()) {
                return count;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            request = request.after(page.next().getAsLong());
        }
    }

    private void print(String line) {
        spec.commandLine().getOut().print(line);
    }
}
