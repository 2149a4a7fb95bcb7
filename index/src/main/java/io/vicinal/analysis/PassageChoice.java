package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.SearchHit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Puts chunks together, one after the other, as long as there is room. For one thread. */
final class PassageChoice {
    private final Collection collection;
    private final String documentField;
    private final int budget;
    private final ToIntFunction<String> counter;
    private final Map<String, DocumentChunks> cut = new HashMap<>();
    private final Map<String, DocumentChunks> whole = new HashMap<>();
    private Map<DocumentChunks, Excerpt> chosen = new LinkedHashMap<>();

    PassageChoice(Collection collection, String documentField, int budget, ToIntFunction<String> counter) {
        this.collection = collection;
        this.documentField = documentField;
        this.budget = budget;
        this.counter = counter;
    }

    /** Takes a chunk with its neighbours, or alone if there is no room for those; false if there is none for it either. */
    boolean take(SearchHit hit, int neighbours) {
        DocumentChunks its = chunks(hit);
        int place = its.place(hit.document().id());
        if (place < 0) {
            // Deleted between the search and now.
            return false;
        }
        hit.document().text().ifPresent(text -> its.remember(place, text));
        Excerpt before = chosen.getOrDefault(its, Excerpt.none(its));
        for (int around = neighbours; around >= 0; around--) {
            Map<DocumentChunks, Excerpt> trial = new LinkedHashMap<>(chosen);
            trial.put(its, before.with(hit, place, around));
            if (counter.applyAsInt(Retrieval.context(passages(trial))) <= budget) {
                chosen = trial;
                return true;
            }
        }
        return false;
    }

    private DocumentChunks chunks(SearchHit hit) {
        String id = hit.document().id();
        Object source = hit.document().metadata().asMap().get(documentField);
        return source instanceof String name && !name.equals(id)
                ? cut.computeIfAbsent(name, key -> DocumentChunks.of(collection, key, documentField))
                : whole.computeIfAbsent(id, key -> DocumentChunks.whole(collection, key));
    }

    List<Passage> passages() {
        return passages(chosen);
    }

    private static List<Passage> passages(Map<DocumentChunks, Excerpt> excerpts) {
        List<Passage> passages = new ArrayList<>();
        excerpts.values().forEach(excerpt -> passages.addAll(excerpt.passages()));
        passages.sort(Comparator.comparingDouble(passage -> -passage.score()));
        List<Passage> numbered = new ArrayList<>();
        for (Passage passage : passages) {
            numbered.add(with(passage, numbered.size() + 1, passage.text(), false));
        }
        return numbered;
    }

    /** Returns as many sentences from the beginning of a chunk as there is room for; nothing if it is not even one. */
    Optional<Passage> shortened(SearchHit hit) {
        DocumentChunks its = chunks(hit);
        int place = its.place(hit.document().id());
        if (place < 0) {
            return Optional.empty();
        }
        Passage all = Excerpt.none(its).with(hit, place, 0).passages().getFirst();
        Passage fitting = null;
        for (Sentences.Span span : Sentences.of(all.text())) {
            Passage longer = with(all, 1, all.text().substring(0, span.to()), true);
            if (counter.applyAsInt(longer.block()) > budget) {
                break;
            }
            fitting = longer;
        }
        return Optional.ofNullable(fitting);
    }

    private static Passage with(Passage passage, int number, String text, boolean shortened) {
        return new Passage(
                number, passage.source(), passage.ids(), text, passage.score(), passage.metadata(), shortened);
    }
}
