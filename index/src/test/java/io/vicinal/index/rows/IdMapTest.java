package io.vicinal.index.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdMapTest {
    /** Few ids come again and again; ids that differ in high bits only, or in none after folding, would share slots. */
    private static long id(Random random, int distinct) {
        long number = random.nextInt(distinct);
        return switch (random.nextInt(5)) {
            case 0 -> number << 32;
            case 1 -> number << 32 | number;
            case 2 -> -number;
            case 3 -> Long.MAX_VALUE - number;
            default -> number;
        };
    }

    @Test
    void behavesLikeAMap() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int distinct = random.nextInt(1, 200);
            IdMap map = new IdMap(random.nextInt(100));
            Map<Long, Integer> model = new HashMap<>();
            for (int step = 0; step < 1_000; step++) {
                long id = id(random, distinct);
                if (random.nextInt(5) < 3) {
                    map.put(id, step);
                    model.put(id, step);
                } else {
                    Integer removed = model.remove(id);
                    assertThat(map.remove(id)).isEqualTo(removed == null ? IdMap.NONE : removed);
                }
                assertThat(map.get(id)).isEqualTo(model.getOrDefault(id, IdMap.NONE));
                assertThat(map.size()).isEqualTo(model.size());
            }
            model.forEach((id, ordinal) -> assertThat(map.get(id)).isEqualTo(ordinal));
        }
    }

    @Test
    void findsEveryIdThatSharesASlot() {
        IdMap map = new IdMap(0);
        for (long i = 0; i < 2_000; i++) {
            map.put(i << 32 | i, (int) i);
        }
        for (long i = 0; i < 2_000; i += 2) {
            assertThat(map.remove(i << 32 | i)).isEqualTo((int) i);
        }
        for (long i = 0; i < 2_000; i++) {
            assertThat(map.get(i << 32 | i)).isEqualTo(i % 2 == 0 ? IdMap.NONE : (int) i);
        }
        assertThat(map.size()).isEqualTo(1_000);
    }

    @Test
    void takesNoMoreRoomThanItNeeds() {
        for (int expected : new int[] {0, 1, 100, 1 << 20, (1 << 20) - 1, 1_400_000}) {
            assertThat(new IdMap(expected).heapBytes()).isBetween(12L * expected, 192 + 12L * 3 * expected);
        }
    }
}
