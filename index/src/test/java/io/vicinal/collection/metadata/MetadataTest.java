package io.vicinal.collection.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetadataTest {
    private static final Metadata BOOK = Metadata.builder()
            .put("title", "Straße")
            .put("year", 2024)
            .put("price", 12.5)
            .put("sold", true)
            .put("tags", List.of("maps", "draft"))
            .build();

    @Test
    void givesWhatWasPut() {
        assertThat(BOOK.asString("title")).contains("Straße");
        assertThat(BOOK.asLong("year")).hasValue(2024);
        assertThat(BOOK.asDouble("price")).hasValue(12.5);
        assertThat(BOOK.asBoolean("sold")).contains(true);
        assertThat(BOOK.asStrings("tags")).contains(List.of("maps", "draft"));
        assertThat(BOOK.asMap().keySet()).containsExactly("title", "year", "price", "sold", "tags");
        assertThat(BOOK.size()).isEqualTo(5);
        assertThat(BOOK.isEmpty()).isFalse();
        assertThat(BOOK).hasToString("{title=Straße, year=2024, price=12.5, sold=true, tags=[maps, draft]}");
    }

    @Test
    void knowsTypes() {
        assertThat(BOOK.asMap().keySet().stream().map(name -> BOOK.type(name).orElseThrow()))
                .containsExactly(
                        FieldType.STRING, FieldType.LONG, FieldType.DOUBLE, FieldType.BOOLEAN, FieldType.STRINGS);
        assertThat(BOOK.type("none")).isEmpty();
    }

    @Test
    void givesNothingForFieldsThatAreNotThere() {
        assertThat(BOOK.asString("none")).isEmpty();
        assertThat(BOOK.asLong("none")).isEmpty();
        assertThat(BOOK.asDouble("none")).isEmpty();
        assertThat(BOOK.asBoolean("none")).isEmpty();
        assertThat(BOOK.asStrings("none")).isEmpty();
        assertThat(Metadata.empty().isEmpty()).isTrue();
        assertThat(Metadata.of(Map.of())).isSameAs(Metadata.empty());
    }

    @Test
    void refusesToGiveAnotherType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOK.asLong("price"))
                .withMessage("field \"price\" is a double, not a long");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOK.asString("tags"))
                .withMessage("field \"tags\" is a list of strings, not a string");
    }

    @Test
    void takesMapsWithTheBoxesOfJava() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("int", 1);
        fields.put("short", (short) 2);
        fields.put("byte", (byte) 3);
        fields.put("float", 0.5f);
        fields.put("zero", -0.0);
        fields.put("endless", Double.NEGATIVE_INFINITY);
        Metadata metadata = Metadata.of(fields);
        assertThat(metadata.asMap().values()).containsExactly(1L, 2L, 3L, 0.5, 0.0, Double.NEGATIVE_INFINITY);
    }

    @Test
    void isEqualInAnyOrderButOnlyWithTheSameTypes() {
        Metadata one = Metadata.builder().put("a", 1).put("b", "x").build();
        Metadata other = Metadata.builder().put("b", "x").put("a", 1).build();
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one)
                .isNotEqualTo(Metadata.builder().put("a", 1.0).put("b", "x").build());
        assertThat(one).isNotEqualTo(Metadata.builder().put("a", 1).build());
    }

    @Test
    void isNotChangedByWhatItWasMadeOf() {
        List<String> tags = new ArrayList<>(List.of("a"));
        Metadata.Builder builder = Metadata.builder().put("tags", tags).put("n", 1);
        Metadata metadata = builder.build();
        tags.add("b");
        builder.put("n", 2);
        assertThat(metadata.asStrings("tags")).contains(List.of("a"));
        assertThat(metadata.asLong("n")).hasValue(1);
        assertThat(builder.build().asMap().keySet()).containsExactly("tags", "n");
    }

    @Test
    void refusesWhatCannotBeKept() {
        refuses(" ", 1, "a field must have a name but \" \" is blank");
        refuses("a\ud800", 1, "a field's name must be Unicode but has half a character at position 1");
        refuses("x", Double.NaN, "field \"x\" must be a number but is NaN");
        refuses(
                "x",
                'c',
                "field \"x\" must be a string, long, double, boolean or list of strings but is a java.lang.Character");
        refuses("x", null, "field \"x\" must be a string, long, double, boolean or list of strings but is null");
        refuses("x", "𝄞\udc00", "field \"x\" must be Unicode but has half a character at position 2");
        refuses("x", "\ud834", "field \"x\" must be Unicode but has half a character at position 0");
        refuses(
                "x",
                Arrays.asList("a", 1),
                "field \"x\" must be a list of strings but element 1 is a java.lang.Integer");
        refuses("x", List.of("\udc00"), "field \"x\" must be Unicode but has half a character at position 0");
    }

    @SuppressWarnings("NullAway") // what callers without it may do
    private static void refuses(String name, @Nullable Object value, String message) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(name, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.of(fields))
                .withMessage(message);
    }
}
