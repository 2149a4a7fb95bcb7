package io.vicinal.cli.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class FieldColouringTest {
    private static List<MapDocument> documents(int count, IntFunction<Map<String, Object>> metadata) {
        List<MapDocument> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(new MapDocument("d" + i, "", metadata.apply(i)));
        }
        return documents;
    }

    private static String label(Colouring colouring, int document) {
        return colouring.groups().get(colouring.groupOf(document)).label();
    }

    @Test
    void valuesAreGroupsTheCommonestFirst() {
        List<MapDocument> documents =
                documents(10, i -> i == 9 ? Map.of() : Map.of("lang", i % 3 == 0 ? "de" : "fr", "draft", i > 4));
        Colouring lang = FieldColouring.by("lang", documents).orElseThrow();
        assertThat(lang.groups())
                .extracting(Colouring.Group::label, Colouring.Group::count, Colouring.Group::rest)
                .containsExactly(tuple("fr", 6, false), tuple("de", 3, false), tuple("no value", 1, true));
        assertThat(label(lang, 0)).isEqualTo("de");
        assertThat(label(lang, 1)).isEqualTo("fr");
        assertThat(label(lang, 9)).isEqualTo("no value");
        assertThat(lang.json()).containsEntry("kind", "category");
        assertThat(label(FieldColouring.by("draft", documents).orElseThrow(), 6))
                .isEqualTo("true");
        assertThat(FieldColouring.by("nosuch", documents)).isEmpty();
    }

    @Test
    void rareValuesShareAGroup() {
        List<MapDocument> documents = documents(130, i -> Map.of("x", "v" + (i < 100 ? i % 24 : i)));
        Colouring x = FieldColouring.by("x", documents).orElseThrow();
        assertThat(x.groups()).hasSize(25);
        assertThat(x.groups().getLast()).isEqualTo(new Colouring.Group("30 other values", 30, true));
        assertThat(label(x, 120)).isEqualTo("30 other values");
    }

    @Test
    void manyNumbersAreRangesWithAsManyDocumentsEach() {
        List<MapDocument> documents =
                documents(701, i -> i == 700 ? Map.of() : Map.of("year", 1300L + i, "w", 0.5 * i));
        Colouring year = FieldColouring.by("year", documents).orElseThrow();
        assertThat(year.groups())
                .extracting(Colouring.Group::label)
                .startsWith("1300 – 1399", "1400 – 1499")
                .endsWith("1900 – 1999", "no value");
        assertThat(year.groups())
                .extracting(Colouring.Group::count)
                .containsExactly(100, 100, 100, 100, 100, 100, 100, 1);
        assertThat(label(year, 99)).isEqualTo("1300 – 1399");
        assertThat(label(year, 100)).isEqualTo("1400 – 1499");
        assertThat(label(year, 699)).isEqualTo("1900 – 1999");
        assertThat(year.json()).containsEntry("kind", "range");
        assertThat(label(FieldColouring.by("w", documents).orElseThrow(), 1)).isEqualTo("0 – 49.50");
    }

    @Test
    void fewNumbersAreValues() {
        List<MapDocument> documents = documents(30, i -> Map.of("stars", (long) (i % 5)));
        assertThat(FieldColouring.by("stars", documents).orElseThrow().json()).containsEntry("kind", "category");
    }

    @Test
    void onlyFieldsThatTellGroupsApartAreTakenUnasked() {
        List<MapDocument> documents = documents(
                200,
                i -> Map.of("url", "u" + i, "same", "s", "kind", "k" + i % 4, "tags", List.of("t" + i % 2, "u" + i)));
        assertThat(FieldColouring.worthwhile(documents, 9))
                .extracting(Colouring::name)
                .containsExactlyInAnyOrder("kind", "tags");
        assertThat(FieldColouring.worthwhile(documents, 1)).hasSize(1);
    }
}
