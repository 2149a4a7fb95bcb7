package io.vicinal.cli.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Colours documents by their metadata: by value, or by ranges where a field has many numbers. */
final class FieldColouring {
    /** More can't be told apart; the rest is grey. */
    private static final int MOST_VALUES = 24;

    private static final int RANGES = 7;

    /** A field is worth a colouring by itself if its commonest values are those of so many documents. */
    private static final double WORTH = 0.4;

    private static final int LONGEST_LABEL = 60;

    private FieldColouring() {}

    /** Finds the fields that tell groups of documents apart, at most so many, in the order in which they come. */
    static List<Colouring> worthwhile(List<MapDocument> documents, int most) {
        Set<String> fields = new LinkedHashSet<>();
        documents.forEach(document -> fields.addAll(document.metadata().keySet()));
        List<Colouring> found = new ArrayList<>();
        for (String field : fields) {
            Optional<Colouring> colouring = found.size() < most ? by(field, documents) : Optional.empty();
            colouring.filter(candidate -> isWorth(candidate, documents.size())).ifPresent(found::add);
        }
        return found;
    }

    private static boolean isWorth(Colouring colouring, int documents) {
        int named = colouring.groups().stream()
                .filter(group -> !group.rest())
                .mapToInt(Colouring.Group::count)
                .sum();
        long groups = colouring.groups().stream().filter(group -> !group.rest()).count();
        return groups > 1 && groups < documents / 2 && named >= WORTH * documents;
    }

    /** Colours by a field, if any document has it. */
    static Optional<Colouring> by(String field, List<MapDocument> documents) {
        List<@Nullable Object> values = new ArrayList<>();
        for (MapDocument document : documents) {
            values.add(simple(document.metadata().get(field)));
        }
        List<Object> there = new ArrayList<>();
        for (Object value : values) {
            if (value != null) {
                there.add(value);
            }
        }
        if (there.isEmpty()) {
            return Optional.empty();
        }
        boolean numbers = there.stream().allMatch(Number.class::isInstance);
        boolean many = there.stream().distinct().limit(MOST_VALUES / 2 + 1).count() > MOST_VALUES / 2;
        return Optional.of(numbers && many ? ranges(field, values) : categories(field, values));
    }

    /** Of a list the first entry. */
    private static @Nullable Object simple(@Nullable Object value) {
        return value instanceof List<?> list ? (list.isEmpty() ? null : list.getFirst()) : value;
    }

    private static Colouring categories(String field, List<@Nullable Object> values) {
        Map<String, Integer> counts = new HashMap<>();
        for (Object value : values) {
            if (value != null) {
                counts.merge(value.toString(), 1, Integer::sum);
            }
        }
        List<String> labels = counts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_VALUES)
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        labels.forEach(label -> numbers.put(label, numbers.size()));
        int other = labels.size();
        int[] groupOf = values.stream()
                .mapToInt(value -> value == null ? other + 1 : numbers.getOrDefault(value.toString(), other))
                .toArray();
        List<String> names = new ArrayList<>();
        labels.forEach(label -> names.add(Shortened.to(label, LONGEST_LABEL)));
        names.add(String.format(Locale.ROOT, "%,d other values", counts.size() - other));
        names.add("no value");
        return new Colouring(field, false, names, other, groupOf);
    }

    /** Ranges with about as many documents in each. */
    private static Colouring ranges(String field, List<@Nullable Object> values) {
        double[] sorted = values.stream()
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .sorted()
                .toArray();
        double[] starts = IntStream.range(0, RANGES)
                .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / RANGES)])
                .distinct()
                .toArray();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            double last = i + 1 < starts.length ? before(sorted, starts[i + 1]) : sorted[sorted.length - 1];
            labels.add(starts[i] == last ? plain(last) : plain(starts[i]) + " – " + plain(last));
        }
        labels.add("no value");
        int[] groupOf = values.stream()
                .mapToInt(
                        value -> value instanceof Number number ? rangeOf(starts, number.doubleValue()) : starts.length)
                .toArray();
        return new Colouring(field, true, labels, starts.length, groupOf);
    }

    private static int rangeOf(double[] starts, double value) {
        int place = Arrays.binarySearch(starts, value);
        return place >= 0 ? place : -place - 2;
    }

    /** The largest value below another. */
    private static double before(double[] sorted, double value) {
        int place = Arrays.binarySearch(sorted, value);
        while (place > 0 && sorted[place] >= value) {
            place--;
        }
        return sorted[place];
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.4g", number);
    }
}
