package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.SearchHit;
import io.vicinal.collection.SearchRequest;
import io.vicinal.collection.filter.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a language model needs to answer a question (retrieval-augmented generation): the best chunks of a collection, different from each other, as
 * many as fit a budget of tokens, with their sources. Immutable: each method that sets something returns another that differs in one thing.
 *
 * <pre>{@code
 * Retriever retriever = Retriever.of(books, model::embed).tokens(1_500, counter).diversity(0.3f);
 * Retrieval retrieval = retriever.retrieve("how do whales sleep");
 * String prompt = retrieval.prompt();
 * }</pre>
 *
 * <p>Chunks are known by the field {@code document}, which names the document they were cut from, and by ids such as {@code moby-dick#4711}, which tell
 * where in it they begin; {@code vicinal index --chunk} makes such. A chunk is given with those before and behind it where there is room, and chunks
 * that follow each other become one passage, without what they repeat. Documents that were not cut are passages as they are.
 *
 * <p>Safe for use by several threads if the embedding and the counter are.
 */
public final class Retriever {
    /** Characters a token, of English text. */
    private static final int TOKEN_LENGTH = 4;

    private final Collection collection;
    private final TextEmbedding embedding;
    private ToIntFunction<String> counter = text -> (text.length() + TOKEN_LENGTH - 1) / TOKEN_LENGTH;
    private int budget = 2_000;
    private int candidates = 50;
    private int neighbours = 1;
    private float diversity = 0.3f;
    private float minScore = Float.NEGATIVE_INFINITY;
    private String documentField = "document";
    private @Nullable Filter filter;

    private Retriever(Collection collection, TextEmbedding embedding) {
        this.collection = collection;
        this.embedding = embedding;
    }

    private Retriever copy() {
        Retriever copy = new Retriever(collection, embedding);
        copy.counter = counter;
        copy.budget = budget;
        copy.candidates = candidates;
        copy.neighbours = neighbours;
        copy.diversity = diversity;
        copy.minScore = minScore;
        copy.documentField = documentField;
        copy.filter = filter;
        return copy;
    }

    /**
     * Asks a collection, with 2,000 tokens of four characters, 50 candidates, a diversity of 0.3 and one neighbour on each side.
     *
     * @param collection where the chunks are; stays the caller's
     * @param embedding what their texts were embedded with; stays the caller's
     * @return the retriever
     */
    public static Retriever of(Collection collection, TextEmbedding embedding) {
        return new Retriever(collection, embedding);
    }

    /**
     * Sets how long the context may be, in tokens of four characters.
     *
     * @param newBudget tokens, at least 1
     * @return a retriever with that budget
     * @throws IllegalArgumentException if it is less
     */
    public Retriever tokens(int newBudget) {
        Retriever retriever = copy();
        retriever.budget = atLeast(1, "tokens", newBudget);
        return retriever;
    }

    /**
     * Sets how long the context may be.
     *
     * @param newBudget tokens, at least 1
     * @param newCounter counts the tokens of a text as the language model does
     * @return a retriever with that budget
     * @throws IllegalArgumentException if it is less
     */
    public Retriever tokens(int newBudget, ToIntFunction<String> newCounter) {
        Retriever retriever = tokens(newBudget);
        retriever.counter = newCounter;
        return retriever;
    }

    /**
     * Sets how many chunks to choose from.
     *
     * @param newCandidates the nearest to the question, at least 1
     * @return a retriever with that choice
     * @throws IllegalArgumentException if it is less
     */
    public Retriever candidates(int newCandidates) {
        Retriever retriever = copy();
        retriever.candidates = atLeast(1, "candidates", newCandidates);
        return retriever;
    }

    /**
     * Sets how much of a document is given around a chunk.
     *
     * @param newNeighbours chunks before it, and as many behind it; 0 or more
     * @return a retriever with that many
     * @throws IllegalArgumentException if it is negative
     */
    public Retriever neighbours(int newNeighbours) {
        Retriever retriever = copy();
        retriever.neighbours = atLeast(0, "neighbours", newNeighbours);
        return retriever;
    }

    private static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be at least %d but is %d".formatted(name, least, value));
        }
        return value;
    }

    /**
     * Sets how much chunks shall differ from each other, as {@link SearchRequest#diversity} does.
     *
     * @param newDiversity 0 for the nearest to the question, towards 1 for the most different
     * @return a retriever with that diversity
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Retriever diversity(float newDiversity) {
        Retriever retriever = copy();
        retriever.diversity = MarginalRelevance.requireDiversity(newDiversity);
        return retriever;
    }

    /**
     * Leaves out chunks that are too far from the question. Their neighbours are given nevertheless.
     *
     * @param newMinScore the lowest score to find
     * @return a retriever with that limit
     */
    public Retriever minScore(float newMinScore) {
        Retriever retriever = copy();
        retriever.minScore = newMinScore;
        return retriever;
    }

    /**
     * Looks only among chunks with certain metadata.
     *
     * @param newFilter which; takes the place of one set before
     * @return a retriever with that filter
     */
    public Retriever filter(Filter newFilter) {
        Retriever retriever = copy();
        retriever.filter = newFilter;
        return retriever;
    }

    /**
     * Names the field that tells which document a chunk was cut from.
     *
     * @param newField its name, instead of {@code document}
     * @return a retriever that looks there
     */
    public Retriever documentField(String newField) {
        Retriever retriever = copy();
        retriever.documentField = newField;
        return retriever;
    }

    /**
     * Finds passages. If not even the best chunk fits the budget, it is cut after a sentence.
     *
     * @param question in words
     * @return passages, of at most as many tokens together as the budget has
     * @throws IllegalArgumentException if the question is blank, or the embedding's vectors do not fit
     */
    public Retrieval retrieve(String question) {
        if (question.isBlank()) {
            throw new IllegalArgumentException("the question is blank");
        }
        List<SearchHit> hits = search(embedding.embed(List.of(question)).getFirst());
        PassageChoice choice = new PassageChoice(collection, documentField, budget, counter);
        MarginalRelevance order = order(hits);
        for (int next = order.next(); next >= 0; next = order.next()) {
            if (choice.take(hits.get(next), neighbours)) {
                order.take(next);
            }
        }
        List<Passage> passages = choice.passages();
        if (passages.isEmpty() && !hits.isEmpty()) {
            passages = choice.shortened(hits.getFirst()).stream().toList();
        }
        return new Retrieval(question, passages, counter.applyAsInt(Retrieval.context(passages)));
    }

    private List<SearchHit> search(float[] vector) {
        SearchRequest request = SearchRequest.of(vector)
                .k(candidates)
                .effort(Math.max(64, candidates))
                .minScore(minScore)
                .withVectors(true);
        return collection
                .search(Optional.ofNullable(filter).map(request::filter).orElse(request))
                .hits();
    }

    private MarginalRelevance order(List<SearchHit> hits) {
        float[] scores = new float[hits.size()];
        float[][] vectors = new float[scores.length][];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = hits.get(i).score();
            vectors[i] = hits.get(i).document().vector().orElseThrow();
        }
        return new MarginalRelevance(collection.spec().metric(), scores, vectors, diversity);
    }
}
