package io.vicinal.cli.javadoc;

import io.vicinal.cli.document.Document;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the doc comments of exported, public types and their public methods from an archive of sources laid out as a JDK's
 * {@code lib/src.zip}: {@code module/package/Type.java}.
 *
 * <p>A document's id is the qualified name, for methods with the parameter types as the source has them:
 * {@code java.time.LocalDate.parse(CharSequence,DateTimeFormatter)}. Its text is the short name and the first sentences of the comment,
 * without markup. Its metadata are {@code kind} ({@code class}, {@code interface}, {@code enum}, {@code record}, {@code annotation} or
 * {@code method}), {@code module}, {@code package}, {@code name} ({@code LocalDate.parse}) and {@code signature}. What is deprecated for
 * removal is left out.
 *
 * <p>Safe for use by several threads.
 */
public final class JavadocReader {
    /** How much to read. */
    public enum Scope {
        /** The packages of {@code java.base} whose names begin with {@code java.}. */
        BASE,
        /** Every module. */
        ALL
    }

    private final Path sources;
    private final ModuleFinder modules;

    private JavadocReader(Path sources, ModuleFinder modules) {
        this.sources = sources;
        this.modules = modules;
    }

    /**
     * Returns a reader of the JDK that runs this program.
     *
     * @return a reader; whether there are sources shows when it reads
     */
    public static JavadocReader ofRunningJdk() {
        return of(sourcesOfRunningJdk(), ModuleFinder.ofSystem());
    }

    static Path sourcesOfRunningJdk() {
        return Path.of(System.getProperty("java.home"), "lib", "src.zip");
    }

    /**
     * Returns a reader of some sources.
     *
     * @param sources a zip file
     * @param modules says which packages the modules export to everyone
     * @return a reader
     */
    public static JavadocReader of(Path sources, ModuleFinder modules) {
        return new JavadocReader(sources, modules);
    }

    /**
     * Reads the documents, on all cores.
     *
     * @param scope how much
     * @return documents with unique ids, the same in every run; any number of the first is a fair sample of all
     * @throws SourcesNotFoundException if there is no such archive, or nothing in scope in it
     * @throws IOException if the archive can't be read
     */
    public List<Document> read(Scope scope) throws IOException {
        if (!Files.isRegularFile(sources)) {
            throw new SourcesNotFoundException(sources, "is missing");
        }
        try (SourceArchive archive = new SourceArchive(sources)) {
            List<Callable<List<DocumentedType>>> tasks = new ArrayList<>();
            for (SourcePackage sourcePackage : packages(scope)) {
                List<String> files = archive.files(sourcePackage);
                if (!files.isEmpty()) {
                    tasks.add(() -> new PackageParser(archive, sourcePackage).parse(files));
                }
            }
            if (tasks.isEmpty()) {
                throw new SourcesNotFoundException(sources, "has no sources of this JDK");
            }
            return ReadingOrder.of(run(tasks));
        }
    }

    private List<SourcePackage> packages(Scope scope) {
        return modules.findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> scope == Scope.ALL || module.name().equals("java.base"))
                .flatMap(module -> module.exports().stream()
                        .filter(exported -> !exported.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .filter(name -> scope == Scope.ALL || name.startsWith("java."))
                        .map(name -> new SourcePackage(module.name(), name)))
                .sorted()
                .toList();
    }

    private static List<DocumentedType> run(List<Callable<List<DocumentedType>>> tasks) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<DocumentedType> types = new ArrayList<>();
            for (Future<List<DocumentedType>> result : executor.invokeAll(tasks)) {
                types.addAll(result.get());
            }
            return types;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading sources", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException("can't read sources: " + cause.getMessage(), cause);
        }
    }
}
