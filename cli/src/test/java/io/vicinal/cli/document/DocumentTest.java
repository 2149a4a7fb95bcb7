package io.vicinal.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentTest {
    @Test
    void metadataIsCopiedDeeplyWithoutNulls() {
        List<Object> tags = new ArrayList<>(Arrays.asList("a", null, 2L));
        Map<String, Object> inner = new HashMap<>(Map.of("x", 1.5));
        inner.put("nothing", null);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("z", tags);
        metadata.put("gone", null);
        metadata.put("a", inner);
        Document document = new Document("1", "text", metadata);
        tags.clear();
        inner.clear();
        metadata.clear();
        assertThat(document.metadata().toString()).isEqualTo("{z=[a, 2], a={x=1.5}}");
        assertThatThrownBy(() -> document.metadata().put("b", true)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void otherTypesAreRefused() {
        assertThatThrownBy(() -> new Document("1", "text", Map.of("year", 2020)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metadata 'year' is a Integer, not a String, Long, Double, Boolean, List or Map");
    }

    @Test
    void oneFieldCantBeBoth() {
        assertThatThrownBy(() -> new DocumentFields("a", "a")).hasMessageContaining("both be in field 'a'");
    }
}
