package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.collection.SearchHit;
import io.vicinal.collection.SearchRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Asks a collection in words, and shows where in each document the answer is.
 *
 * <pre>{@code
 * SemanticSearch search = SemanticSearch.of(books, model::embed);
 * for (SemanticHit hit : search.find("how do whales sleep", request -> request.k(5))) {
 *   System.out.println(hit.document().id() + ": " + hit.highlight().map(Highlight::text).orElse(""));
 * }
 * }</pre>
 *
 * <p>The best sentence is found by embedding the sentences of the documents found, all at once. Safe for use by several threads if the embedding is.
 */
public final class SemanticSearch {
    private final Collection collection;
    private final TextEmbedding embedding;

    private SemanticSearch(Collection collection, TextEmbedding embedding) {
        this.collection = collection;
        this.embedding = embedding;
    }

    /**
     * Asks a collection.
     *
     * @param collection where the documents are; stays the caller's
     * @param embedding what their texts were embedded with; stays the caller's
     * @return the search
     */
    public static SemanticSearch of(Collection collection, TextEmbedding embedding) {
        return new SemanticSearch(collection, embedding);
    }

    /**
     * Finds documents, with the best sentence of each.
     *
     * @param question in words
     * @param details says how many, with which filter, and so on
     * @return the documents, best first; with diversity in the order chosen
     * @throws IllegalArgumentException if the question is blank, or the embedding's vectors do not fit
     */
    public List<SemanticHit> find(String question, UnaryOperator<SearchRequest> details) {
        float[] vector = embed(question);
        return highlighted(vector, search(vector, details));
    }

    /**
     * Finds documents without looking for sentences, which takes one embedding and no more.
     *
     * @param question in words
     * @param details says how many, with which filter, and so on
     * @return the documents, best first, without highlights
     * @throws IllegalArgumentException if the question is blank, or the embedding's vectors do not fit
     */
    public List<SemanticHit> findPlain(String question, UnaryOperator<SearchRequest> details) {
        return search(embed(question), details).stream()
                .map(hit -> new SemanticHit(hit.document(), hit.score(), Optional.empty()))
                .toList();
    }

    private float[] embed(String question) {
        if (question.isBlank()) {
            throw new IllegalArgumentException("the question is blank");
        }
        return embedding.embed(List.of(question)).getFirst();
    }

    private List<SearchHit> search(float[] vector, UnaryOperator<SearchRequest> details) {
        return collection.search(details.apply(SearchRequest.of(vector))).hits();
    }

    /** Sentences that several documents share are embedded once. */
    private List<SemanticHit> highlighted(float[] question, List<SearchHit> hits) {
        Set<String> sentences = new LinkedHashSet<>();
        for (SearchHit hit : hits) {
            String text = hit.document().text().orElse("");
            Sentences.of(text).forEach(span -> sentences.add(span.in(text)));
        }
        Map<String, Float> scores = scores(question, List.copyOf(sentences));
        List<SemanticHit> highlighted = new ArrayList<>(hits.size());
        for (SearchHit hit : hits) {
            Document document = hit.document();
            highlighted.add(
                    new SemanticHit(document, hit.score(), best(document.text().orElse(""), scores)));
        }
        return highlighted;
    }

    private Map<String, Float> scores(float[] question, List<String> sentences) {
        if (sentences.isEmpty()) {
            return Map.of();
        }
        List<float[]> vectors = embedding.embed(sentences);
        Map<String, Float> scores = HashMap.newHashMap(sentences.size());
        for (int i = 0; i < sentences.size(); i++) {
            scores.put(sentences.get(i), Scores.of(collection.spec().metric(), question, vectors.get(i)));
        }
        return scores;
    }

    private static Optional<Highlight> best(String text, Map<String, Float> scores) {
        Highlight best = null;
        for (Sentences.Span span : Sentences.of(text)) {
            String sentence = span.in(text);
            float score = scores.getOrDefault(sentence, Float.NEGATIVE_INFINITY);
            if (best == null || score > best.score()) {
                best = new Highlight(span.from(), span.to(), sentence, score);
            }
        }
        return Optional.ofNullable(best);
    }
}
