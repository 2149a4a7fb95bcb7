package io.vicinal.cli.command;

import io.vicinal.cli.model.ModelName;
import io.vicinal.cli.terminal.Json;
import io.vicinal.embedding.client.EmbeddingClient;
import io.vicinal.embedding.provider.ModelInfo;
import io.vicinal.embedding.provider.Provider;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the models of a provider. */
@Command(
        name = "models",
        header = "List the models that a provider offers.",
        description = {
            "",
            "Providers: nemorouter, nexllm, openrouter, nugen, infron, openai, or the base URL of any server that speaks OpenAI's"
                    + " protocol. Not all of them document such a list.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vicinal models openrouter", "  vicinal models http://localhost:8000/v1 --json"})
public final class ModelsCommand implements Callable<Integer> {
    private static final double MILLION = 1e6;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PROVIDER", description = "A provider's name or a base URL.")
    private String provider = "";

    @Option(
            names = "--key-variable",
            paramLabel = "NAME",
            description = "The environment variable that holds the API key, if it is not the provider's own.")
    private @Nullable String keyVariable;

    @Option(names = "--json", description = "Print one JSON object a line: id, contextLength, pricePerMillionTokens.")
    private boolean json;

    /** For the command line. */
    public ModelsCommand() {}

    @Override
    public Integer call() {
        Provider named = provider.contains("://") ? Provider.compatible(provider) : ModelName.provider(provider);
        if (named.modelsPath().isEmpty()) {
            throw new IllegalArgumentException("%s documents no list of models".formatted(named));
        }
        Provider keyed = keyVariable == null ? named : named.keyVariable(keyVariable);
        // A client needs a model, whatever is asked of it.
        try (EmbeddingClient client =
                EmbeddingClient.builder(keyed).model("any").build()) {
            print(client.listModels());
        }
        return 0;
    }

    private void print(List<ModelInfo> models) {
        PrintWriter out = spec.commandLine().getOut();
        for (ModelInfo model : models) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", model.id());
            model.contextLength().ifPresent(tokens -> fields.put("contextLength", tokens));
            model.pricePerToken().ifPresent(price -> fields.put("pricePerMillionTokens", price * MILLION));
            if (json) {
                out.println(Json.line(fields));
            } else {
                out.printf(
                        Locale.ROOT,
                        "%-50s %8s %12s%n",
                        model.id(),
                        model.contextLength().isPresent()
                                ? model.contextLength().getAsInt()
                                : "",
                        model.pricePerToken().isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        "%.4f/M",
                                        model.pricePerToken().getAsDouble() * MILLION)
                                : "");
            }
        }
    }
}
