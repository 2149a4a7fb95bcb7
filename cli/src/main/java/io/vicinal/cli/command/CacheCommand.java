package io.vicinal.cli.command;

import io.vicinal.cli.model.OpenModel;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Work;
import io.vicinal.embedding.cache.CacheStatistics;
import io.vicinal.embedding.cache.CacheVerification;
import io.vicinal.embedding.cache.EmbeddingCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the cache of embeddings. */
@Command(
        name = "cache",
        header = "Look after the cache of embeddings.",
        description = {
            "",
            "stats tells what is in it, verify reads every vector and removes damaged ones, clear removes all.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal cache stats --json"})
public final class CacheCommand implements Callable<Integer> {
    /** What is to be done. */
    enum Action {
        STATS,
        VERIFY,
        CLEAR
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ACTION", description = "stats, verify or clear.")
    private Action action = Action.STATS;

    @Option(
            names = "--cache",
            paramLabel = "FOLDER",
            description =
                    "The cache (default: vicinal/embeddings in the cache folder, XDG_CACHE_HOME or .cache in the home"
                            + " folder).")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** For the command line. */
    public CacheCommand() {}

    @Override
    public Integer call() throws IOException {
        Path place = ModelOptions.cacheFolder(folder);
        if (!Files.isDirectory(place)) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("folder", place.toString());
            fields.put("vectors", 0);
            print(fields);
            return 0;
        }
        return Work.run(() -> call(place));
    }

    private int call(Path place) throws IOException {
        try (EmbeddingCache cache = OpenModel.openCache(place)) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("folder", place.toString());
            boolean whole = act(cache, fields);
            CacheStatistics statistics = cache.statistics();
            fields.put("vectors", statistics.entries());
            fields.put("bytes", statistics.bytes());
            print(fields);
            return whole ? 0 : 1;
        }
    }

    /** Returns whether nothing was damaged. */
    private boolean act(EmbeddingCache cache, Map<String, Object> fields) throws IOException {
        if (action == Action.CLEAR) {
            fields.put("removed", cache.statistics().entries());
            cache.clear();
        } else if (action == Action.VERIFY) {
            CacheVerification found = cache.verify();
            fields.put("checked", found.checked());
            fields.put("damaged", found.damaged());
            fields.put("expired", found.expired());
            return found.damaged() == 0;
        }
        return true;
    }

    private void print(Map<String, Object> fields) {
        if (json) {
            spec.commandLine().getOut().println(Json.pretty(fields));
        } else {
            fields.forEach((name, value) -> spec.commandLine().getOut().printf(Locale.ROOT, "%-12s %s%n", name, value));
        }
    }
}
