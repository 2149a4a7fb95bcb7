package io.vicinal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Texts no two of which share half of their words. Knows nothing of vectors. */
final class UnlikeTexts {
    private static final double SHARED = 0.5;

    private final Map<String, Integer> frequencies = new HashMap<>();
    private final Map<String, List<Set<String>>> byRareWord = new HashMap<>();

    private UnlikeTexts() {}

    /** Tells which texts to keep, in their order. */
    static List<Integer> of(List<String> texts) {
        UnlikeTexts kept = new UnlikeTexts();
        List<Set<String>> all = texts.stream().map(UnlikeTexts::words).toList();
        all.forEach(words -> words.forEach(word -> kept.frequencies.merge(word, 1, Integer::sum)));
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (kept.add(all.get(i))) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    private static Set<String> words(String text) {
        Set<String> words =
                new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z]+")));
        words.remove("");
        return words;
    }

    /** Two sets that share half of their words share one of the rarer half. */
    private boolean add(Set<String> words) {
        List<String> rarest = words.stream()
                .sorted(Comparator.<String>comparingInt(frequencies::get).thenComparing(Comparator.naturalOrder()))
                .limit(words.size() - (int) Math.ceil(SHARED * words.size()) + 1)
                .toList();
        Set<Set<String>> candidates = new HashSet<>();
        rarest.forEach(word -> candidates.addAll(byRareWord.getOrDefault(word, List.of())));
        if (candidates.stream().anyMatch(other -> alike(words, other))) {
            return false;
        }
        rarest.forEach(word ->
                byRareWord.computeIfAbsent(word, first -> new ArrayList<>()).add(words));
        return true;
    }

    /** Tells whether two texts share half of their words. */
    static boolean alike(String a, String b) {
        return alike(words(a), words(b));
    }

    private static boolean alike(Set<String> a, Set<String> b) {
        long both = a.stream().filter(b::contains).count();
        return both >= SHARED * (a.size() + b.size() - both);
    }
}
