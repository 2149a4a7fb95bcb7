package io.vicinal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdTableTest {
    private static final int[] NONE = {};

    private final Arena arena = Arena.ofShared();
    private final RowStates states = RowStates.create(arena);
    private final IdTable table = new IdTable(states);
    private final Deque<Integer> free = new ArrayDeque<>();
    private int count;

    @AfterEach
    void close() {
        arena.close();
    }

    /** Numbers next to each other, far apart in the high bits only, and any. */
    private static long id(Random random, int kind) {
        int number = random.nextInt(3_000);
        return switch (kind) {
            case 0 -> number;
            case 1 -> (long) number << 52;
            default -> new Random(number).nextLong();
        };
    }

    private int place() {
        if (!free.isEmpty()) {
            int place = free.pop();
            states.prepare(place);
            return place;
        }
        states.reserve(count, count + 1);
        return count++;
    }

    /** Gives an id to a place, and takes it from the one that had it. */
    private int put(long id, int... old) {
        int place = place();
        table.reserve(1, count);
        states.name(place, id);
        table.put(place);
        states.change(new int[] {place}, old);
        return place;
    }

    private void free(int ordinal) {
        states.forget(1);
        free.push(ordinal);
    }

    @Test
    void findsWhatAMapFinds() {
        table.make(0);
        Random random = new Random(3);
        Map<Long, Integer> expected = new HashMap<>();
        for (int step = 0; step < 60_000; step++) {
            long id = id(random, step / 20_000);
            Integer known = expected.get(id);
            assertThat(table.find(id, states.latest())).isEqualTo(known == null ? IdTable.NONE : known);
            if (known == null) {
                expected.put(id, put(id));
            } else if (random.nextBoolean()) {
                expected.put(id, put(id, known));
                free(known);
            } else {
                states.change(NONE, new int[] {known});
                expected.remove(id);
                free(known);
            }
        }
        expected.forEach(
                (id, ordinal) -> assertThat(table.find(id, states.latest())).isEqualTo(ordinal));
        // Places are used again, and so is the room of ids that are gone.
        assertThat(count).isLessThan(9_001);
        assertThat(table.heapBytes()).isBetween(4L * expected.size(), 4L * 4 * count + 64);
    }

    @Test
    void findsWhatWasThereBefore() {
        table.make(0);
        int first = put(5);
        long before = states.latest();
        int second = put(5, first);
        assertThat(table.find(5, before)).isEqualTo(first);
        assertThat(table.find(5, states.latest())).isEqualTo(second);
        // Made anew, the table still knows rows that searches of before may look for.
        for (int i = 0; i < 1_000; i++) {
            put(100 + i);
        }
        assertThat(table.find(5, before)).isEqualTo(first);
        assertThat(table.find(5, states.latest())).isEqualTo(second);
        assertThat(table.find(100, before)).isEqualTo(IdTable.NONE);
    }

    @Test
    void isMadeOfWhatIsThereWhenFirstNeeded() {
        MemorySegment ids = arena.allocate(8 * 1_000, 8);
        for (int i = 0; i < 1_000; i++) {
            ids.set(Chunks.LONG, i * 8L, i * 7L);
        }
        RowStates saved = RowStates.of(arena, 1_000, ids, 3);
        IdTable made = new IdTable(saved);
        assertThat(made.heapBytes()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> made.find(7, 0));
        made.make(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(made.find(i * 7L, saved.latest())).isEqualTo(i == 3 ? IdTable.NONE : i);
        }
        assertThat(made.find(1, saved.latest())).isEqualTo(IdTable.NONE);
    }

    @Test
    void readersAlwaysFindWhatIsAlwaysThere() throws Exception {
        table.make(0);
        Map<Long, Integer> places = new HashMap<>();
        for (long id = 0; id < 100; id++) {
            places.put(id, put(id));
        }
        Epochs epochs = new Epochs();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Random random = new Random(i);
                readers.add(executor.submit(() -> countMisses(random, epochs, done)));
            }
            moveAbout(places, epochs);
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isZero();
            }
        } finally {
            done.set(true);
            executor.shutdownNow();
        }
    }

    /** Ids below 100 move from place to place and others come and go; a place is used again when no reader can know it. */
    private void moveAbout(Map<Long, Integer> places, Epochs epochs) {
        Random random = new Random(8);
        long end = System.nanoTime() + 500_000_000;
        while (System.nanoTime() < end) {
            List<Integer> left = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long id = random.nextInt(100);
                int old = Objects.requireNonNull(places.get(id));
                places.put(id, put(id, old));
                int passing = put(1_000 + random.nextInt(100_000));
                states.change(NONE, new int[] {passing});
                left.addAll(List.of(old, passing));
            }
            long since = epochs.now();
            while (!epochs.passed(since)) {
                LockSupport.parkNanos(1);
            }
            left.forEach(this::free);
        }
    }

    private int countMisses(Random random, Epochs epochs, AtomicBoolean done) {
        int misses = 0;
        while (!done.get()) {
            int ticket = epochs.enter();
            long change = states.latest();
            for (int i = 0; i < 10; i++) {
                long id = random.nextInt(100);
                int found = table.find(id, change);
                misses += found != IdTable.NONE && states.id(found) == id && table.find(id, change) == found ? 0 : 1;
                misses += table.find(500, change) == IdTable.NONE ? 0 : 1;
            }
            epochs.exit(ticket);
        }
        return misses;
    }
}
