package io.vicinal.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vicinal.collection.filter.Filter;
import io.vicinal.kernel.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** What a collection should be: a map in the order of puts, searched by comparing everything. */
final class Model {
    private static final int PAGE = 64;

    private final Metric metric;
    private final Map<String, Document> documents = new LinkedHashMap<>();

    Model(Metric metric) {
        this.metric = metric;
    }

    /** A document and its score. */
    record Hit(Document document, float score) {}

    void putAll(List<Document> puts) {
        for (Document document : puts) {
            documents.remove(document.id());
            documents.put(document.id(), document);
        }
    }

    int deleteAll(List<String> ids) {
        int before = documents.size();
        documents.keySet().removeAll(Set.copyOf(ids));
        return before - documents.size();
    }

    int deleteWhere(Filter filter) {
        int before = documents.size();
        documents.values().removeIf(document -> filter.matches(document.metadata()));
        return before - documents.size();
    }

    int size() {
        return documents.size();
    }

    List<Document> all() {
        return List.copyOf(documents.values());
    }

    Document get(String id) {
        return Objects.requireNonNull(documents.get(id));
    }

    boolean has(String id) {
        return documents.containsKey(id);
    }

    Model copy() {
        Model copy = new Model(metric);
        copy.documents.putAll(documents);
        return copy;
    }

    static List<Document> read(Collection collection) {
        List<Document> read = new ArrayList<>();
        ScrollRequest request = ScrollRequest.all().limit(PAGE).withVectors(true);
        OptionalLong next = OptionalLong.of(0);
        while (next.isPresent()) {
            Page page = collection.scroll(request.after(next.getAsLong()));
            read.addAll(page.documents());
            next = page.next();
        }
        return read;
    }

    /** Whether these are the documents, in the order of puts. */
    boolean is(List<Document> read) {
        if (read.size() != documents.size()) {
            return false;
        }
        int i = 0;
        for (Document document : documents.values()) {
            if (!same(document, read.get(i++))) {
                return false;
            }
        }
        return true;
    }

    boolean same(Document one, Document other) {
        return one.id().equals(other.id())
                && one.text().equals(other.text())
                && one.metadata().equals(other.metadata())
                && same(one.requireVector(), other.requireVector());
    }

    private boolean same(float[] one, float[] other) {
        float slack = metric == Metric.COSINE ? 2e-6f * (float) Math.sqrt(dot(one, one)) : 0;
        for (int i = 0; i < one.length; i++) {
            if (!(Math.abs(one[i] - other[i]) <= slack)) {
                return false;
            }
        }
        return true;
    }

    void requireSame(Collection collection) {
        assertThat(collection.size()).isEqualTo(size());
        List<Document> read = read(collection);
        assertThat(is(read)).as("%s%nshould be%n%s", read, all()).isTrue();
    }

    /** All that a filter allows, best first. */
    List<Hit> nearest(float[] vector, List<Filter> filters) {
        List<Hit> hits = new ArrayList<>();
        for (Document document : documents.values()) {
            if (filters.stream().allMatch(filter -> filter.matches(document.metadata()))) {
                hits.add(new Hit(document, score(vector, document.requireVector())));
            }
        }
        hits.sort(Comparator.comparingDouble(hit -> -hit.score()));
        return hits;
    }

    /** The best of each group. */
    static List<Hit> groups(List<Hit> hits, String field) {
        Set<Object> seen = new HashSet<>();
        return hits.stream()
                .filter(hit -> {
                    Object value = hit.document().metadata().asMap().get(field);
                    return value == null || seen.add(value);
                })
                .toList();
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    float score(float[] one, float[] other) {
        return switch (metric) {
            case COSINE -> (float) (dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other)));
            case DOT_PRODUCT -> (float) dot(one, other);
            case EUCLIDEAN -> (float) (2 * dot(one, other) - dot(one, one) - dot(other, other));
        };
    }

    /** Hits must be documents as they are here, with the scores of the best of those expected. */
    void requireHits(List<SearchHit> found, List<Hit> expected, int k) {
        assertThat(found).hasSize(Math.min(k, expected.size()));
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            requireHit(found.get(i));
            assertThat(ids.add(found.get(i).document().id())).isTrue();
        }
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).score())
                    .isCloseTo(
                            expected.get(i).score(),
                            within(slack(expected.get(i).document().requireVector())));
        }
    }

    void requireHit(SearchHit hit) {
        assertThat(documents).containsKey(hit.document().id());
        Document document = get(hit.document().id());
        assertThat(hit.document().text()).isEqualTo(document.text());
        assertThat(hit.document().metadata()).isEqualTo(document.metadata());
    }

    private static float slack(float[] vector) {
        return (float) (1e-5 * (10 + dot(vector, vector)));
    }

    /** Asks for the nearest documents of a vector, without a filter. */
    void requireFinds(Collection collection, float[] vector, int k) {
        requireHits(
                collection.search(SearchRequest.of(vector).k(k).effort(1_000)).hits(), nearest(vector, List.of()), k);
    }
}
