package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import java.util.function.ToLongFunction;

/** Chooses the one of a group of duplicates that is to stay. */
@FunctionalInterface
public interface Keep {
    /** The one that was put first. */
    Keep FIRST = (vectors, group) -> group.row(0);

    /** The one nearest to the middle of all, which has most in common with the others; the first among equals. */
    Keep CENTRAL = Middle::nearest;

    /**
     * Chooses.
     *
     * @param vectors the vectors
     * @param group rows of theirs
     * @return one of these rows
     */
    int choose(Vectors vectors, DuplicateGroup group);

    /**
     * Prefers what has most of something.
     *
     * @param measure how much the document with an id has; asked once for each that has duplicates
     * @return chooses the one that has most, the first among equals
     */
    static Keep most(ToLongFunction<String> measure) {
        return (vectors, group) -> {
            int best = group.row(0);
            long most = measure.applyAsLong(vectors.id(best));
            for (int i = 1; i < group.size(); i++) {
                long measured = measure.applyAsLong(vectors.id(group.row(i)));
                if (measured > most) {
                    most = measured;
                    best = group.row(i);
                }
            }
            return best;
        };
    }

    /**
     * Prefers the longest text.
     *
     * @param collection where the documents are
     * @return chooses the one whose text has most characters, the first among equals
     */
    static Keep longestText(Collection collection) {
        return most(id ->
                collection.get(id).flatMap(Document::text).map(String::length).orElse(0));
    }
}
