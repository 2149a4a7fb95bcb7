package io.vicinal.cli.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctiveWordsTest {
    @Test
    void wordsThatOthersDoNotHaveNameAGroup() {
        List<String> texts = List.of(
                "the ship and the sea",
                "the sea and a sailor",
                "a ship at sea",
                "the oven and the bread",
                "bread from the oven",
                "the bread and butter",
                "les mots et la mer");
        List<String> names = DistinctiveWords.of(texts, new int[] {0, 0, 0, 1, 1, 1, 2}, 3, 2);
        assertThat(names.get(0)).isEqualTo("sea, ship");
        assertThat(names.get(1)).isEqualTo("bread, oven");
        assertThat(names.get(2)).contains("les");
    }

    @Test
    void formsOfOneWordCountOnce() {
        List<String> texts = List.of("buffer buffers reading", "buffers buffer reading", "nothing", "at all");
        assertThat(DistinctiveWords.of(texts, new int[] {0, 0, 1, 1}, 2, 3).getFirst())
                .isEqualTo("buffer, reading");
    }

    @Test
    void aGroupWithoutWordsHasNoName() {
        assertThat(DistinctiveWords.of(List.of("12 34", "", "same", "same"), new int[] {0, 0, 1, 1}, 3, 3))
                .containsExactly("", "same", "");
    }
}
