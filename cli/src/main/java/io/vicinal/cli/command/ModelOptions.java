package io.vicinal.cli.command;

import io.vicinal.cli.model.ModelName;
import io.vicinal.cli.model.ModelRequest;
import io.vicinal.cli.terminal.CacheFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options that tell what texts are embedded with. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = NameConverter.class,
            description = "What embeds the texts: local, the model that comes with vicinal; provider:model, such as"
                    + " openrouter:openai/text-embedding-3-small, with its key in the provider's variable, such as"
                    + " OPENROUTER_API_KEY; or http://host:port/v1#model for any server that speaks OpenAI's protocol"
                    + " (default: local).")
    private ModelName name = ModelName.LOCAL;

    @Option(
            names = "--dimensions",
            paramLabel = "N",
            description = "How long vectors shall be, for models that can shorten them (default: as long as they are).")
    private @Nullable Integer dimensions;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "How many requests are sent at the same time (default: ${DEFAULT-VALUE}).")
    private int concurrency = ModelRequest.CONCURRENCY;

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            description = "How many requests are sent in a minute at most (default: any number).")
    private @Nullable Integer perMinute;

    @Option(
            names = "--key-variable",
            paramLabel = "NAME",
            description = "The environment variable that holds the API key, if it is not the provider's own.")
    private @Nullable String keyVariable;

    @Option(
            names = "--cache",
            paramLabel = "FOLDER",
            description =
                    "Where vectors are kept, so that no text is embedded twice (default: vicinal/embeddings in the cache folder,"
                            + " XDG_CACHE_HOME or .cache in the home folder).")
    private @Nullable Path cache;

    @Option(names = "--no-cache", description = "Keep no vectors and look none up.")
    private boolean noCache;

    /** Reads the name of a model. */
    static final class NameConverter implements ITypeConverter<ModelName> {
        @Override
        public ModelName convert(String value) {
            try {
                return ModelName.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Returns what is asked for, if it makes sense. */
    ModelRequest request(CommandLine commandLine) {
        requirePositive("--dimensions", dimensions, commandLine);
        requirePositive("--concurrency", concurrency, commandLine);
        requirePositive("--requests-per-minute", perMinute, commandLine);
        if (noCache && cache != null) {
            throw new ParameterException(commandLine, "--cache and --no-cache contradict each other");
        }
        return new ModelRequest(
                name, dimensions == null ? 0 : dimensions, concurrency, perMinute == null ? 0 : perMinute, keyVariable);
    }

    private static void requirePositive(String option, @Nullable Integer value, CommandLine commandLine) {
        if (value != null && value < 1) {
            throw new ParameterException(commandLine, "%s must be at least 1 but is %d".formatted(option, value));
        }
    }

    /** Returns where vectors are kept; null for nowhere. */
    @Nullable
    Path cacheFolder() {
        return noCache ? null : cacheFolder(cache);
    }

    /** Returns where vectors are kept if nothing is said. */
    static Path cacheFolder(@Nullable Path asked) {
        return asked == null ? CacheFolder.resolve("embeddings") : asked;
    }
}
