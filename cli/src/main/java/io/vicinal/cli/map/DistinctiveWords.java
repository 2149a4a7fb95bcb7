package io.vicinal.cli.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names groups of texts by the words that tell them from the others. Needs no list of words that mean little, in any language. */
final class DistinctiveWords {
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{Nd}]+");
    private static final int LONGEST = 24;

    /** Texts are looked at up to here. */
    private static final int FIRST_CHARACTERS = 1000;

    /** Words of one or two letters say little in most languages, but those of scripts without an alphabet do. */
    private static final int SHORTEST = 3;

    private DistinctiveWords() {}

    /**
     * Names groups.
     *
     * @param texts the texts
     * @param groupOf the group of each, from 0
     * @param groups how many groups there are
     * @param words how many words a name has at most
     * @return a name for each group; empty where no word tells it from the others
     */
    static List<String> of(List<String> texts, int[] groupOf, int groups, int words) {
        Map<String, Integer> everywhere = new HashMap<>();
        List<Map<String, Integer>> inGroup = new ArrayList<>();
        int[] sizes = new int[groups];
        for (int group = 0; group < groups; group++) {
            inGroup.add(new HashMap<>());
        }
        for (int i = 0; i < texts.size(); i++) {
            sizes[groupOf[i]]++;
            for (String word : words(texts.get(i))) {
                everywhere.merge(word, 1, Integer::sum);
                inGroup.get(groupOf[i]).merge(word, 1, Integer::sum);
            }
        }
        List<String> names = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            names.add(name(inGroup.get(group), sizes[group], everywhere, texts.size(), words));
        }
        return names;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Matcher matcher = WORD.matcher(text.substring(0, Math.min(text.length(), FIRST_CHARACTERS)));
        while (matcher.find()) {
            String word = matcher.group().toLowerCase(Locale.ROOT);
            boolean ideographic = Character.isIdeographic(word.codePointAt(0));
            if (word.length() <= LONGEST && (word.length() >= SHORTEST || ideographic)) {
                words.add(word);
            }
        }
        return words;
    }

    private static String name(
            Map<String, Integer> inGroup, int size, Map<String, Integer> everywhere, int all, int words) {
        Map<String, Double> scores = new HashMap<>();
        inGroup.forEach((word, count) -> {
            double here = (count + 0.5) / (size + 1);
            double elsewhere = (everywhere.getOrDefault(word, count) - count + 0.5) / (all - size + 1);
            if (here > elsewhere && (count > 1 || size < 3)) {
                scores.put(word, here * Math.log(here / elsewhere));
            }
        });
        List<String> chosen = new ArrayList<>();
        scores.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(words * 8L)
                .map(Map.Entry::getKey)
                .filter(word -> chosen.stream().noneMatch(other -> alike(word, other)))
                .limit(words)
                .forEach(chosen::add);
        return String.join(", ", chosen);
    }

    /** One is the other with an ending, or both have a long beginning in common. */
    private static boolean alike(String a, String b) {
        int common = 0;
        while (common < Math.min(a.length(), b.length()) && a.charAt(common) == b.charAt(common)) {
            common++;
        }
        return common >= 5 || common == Math.min(a.length(), b.length());
    }
}
