package io.vicinal.embedding.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.embedding.provider.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static String identity(Object options) {
        try (EmbeddingClient client = EmbeddingClient.builder(Provider.compatible("http://localhost:1"))
                .model("m")
                .dimensions(8)
                .inputType("query")
                .field("options", options)
                .build()) {
            return client.identity();
        }
    }

    private static Map<String, Object> map(String first, String second) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, 1);
        map.put(second, 1);
        return map;
    }

    /** The maps of the JDK that people write are in another order in each process. */
    @Test
    void isTheSameInWhateverOrderFieldsAre() {
        assertThat(identity(map("a", "b")))
                .isEqualTo(identity(map("b", "a")))
                .isEqualTo("http://localhost:1/v1#m dimensions=8 input_type=query options={a=1, b=1}");
        assertThat(identity(List.of(map("a", "b")))).isEqualTo(identity(List.of(map("b", "a"))));
        assertThat(identity(map("a", "b"))).isNotEqualTo(identity(map("a", "c")));
    }

    @Test
    void whatIsChangedLaterChangesNothing() {
        Map<String, Object> options = map("a", "b");
        EmbeddingClientBuilder builder = EmbeddingClient.builder(Provider.compatible("http://localhost:1"))
                .model("m")
                .field("options", options);
        options.clear();
        try (EmbeddingClient client = builder.build()) {
            assertThat(client.identity()).endsWith("options={a=1, b=1}");
        }
    }
}
