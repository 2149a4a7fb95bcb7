package io.vicinal.embedding.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the providers document, as data. */
class ProviderTest {
    private static Provider named(String name) {
        return Provider.named().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "nemorouter | https://api.nemorouter.ai/v1   | NEMOROUTER_API_KEY | models            | encoding_format dimensions",
                "nexllm     | https://www.nexllm.ai/v1       | NEXLLM_API_KEY     | -                 | ''",
                "openrouter | https://openrouter.ai/api/v1   | OPENROUTER_API_KEY | embeddings/models | encoding_format dimensions user"
                        + " input_type provider",
                "infron     | https://llm.onerouter.pro/v1   | INFRON_API_KEY     | -                 | ''",
                "openai     | https://api.openai.com/v1      | OPENAI_API_KEY     | models            | encoding_format dimensions user",
            })
    void eachIsWhereItsDocumentsSay(String name, String base, String variable, String models, String fields) {
        Provider provider = named(name);
        assertThat(provider.endpoint().at("embeddings")).hasToString(base + "/embeddings");
        assertThat(provider.endpoint().plain()).isFalse();
        assertThat(provider.keyVariable()).hasValue(variable);
        assertThat(provider.modelsPath().orElse(null)).isEqualTo(models);
        assertThat(fields(provider)).isEqualTo(fields);
    }

    private static String fields(Provider provider) {
        return Arrays.stream(RequestField.values())
                .filter(provider::supports)
                .map(RequestField::wireName)
                .collect(Collectors.joining(" "));
    }

    @Test
    void oneNamesNoHost() {
        Provider nugen = named("nugen");
        assertThat(fields(nugen)).isEqualTo("dimensions");
        assertThatThrownBy(nugen::endpoint)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set the base URL");
        assertThat(nugen.baseUrl("https://some.host").endpoint().base())
                .isEqualTo("https://some.host/api/v3/inference");
    }

    @Test
    void anotherHostHasAnotherName() {
        Provider proxied = Provider.OPENAI.baseUrl("https://Proxy.example:443/v1/");
        assertThat(proxied.name()).isEqualTo("https://proxy.example/v1");
        assertThat(proxied.keyVariable()).hasValue("OPENAI_API_KEY");
        assertThat(Provider.compatible("http://localhost:8000").keyVariable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "openai/text-embedding-3-small, 2048",
        "cohere/embed-v4.0, 96",
        "mistralai/mistral-embed-2312, 64",
        "text-embedding-v4, 10",
        "some/other, 96"
    })
    void aGatewayHasTheCapsOfTheHostBehindIt(String model, int inputs) {
        assertThat(Provider.OPENROUTER.caps(model).inputs()).isEqualTo(inputs);
        assertThat(Provider.OPENROUTER.caps(Caps.OPENAI.inputs(7)).caps(model).inputs())
                .isEqualTo(7);
    }

    @Test
    void capsAreAtLeastOne() {
        for (Runnable wrong : List.<Runnable>of(
                () -> Caps.OPENAI.inputs(0),
                () -> Caps.OPENAI.tokensPerInput(-1),
                () -> Caps.OPENAI.tokensPerRequest(0))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be at least 1 but is");
        }
    }
}
