package io.vicinal.collection;

import io.vicinal.collection.journal.JournalRecord;
import io.vicinal.collection.metadata.Metadata;
import io.vicinal.collection.store.Generation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of a document comes back.
 *
 * @param text whether its text does
 * @param vector whether its vector does
 * @param fields which metadata; all if empty
 */
record Shape(boolean text, boolean vector, Optional<Set<String>> fields) {
    static final Shape WHOLE = new Shape(true, true, Optional.empty());

    /** What comes back if nothing else is asked for. */
    static final Shape USUAL = new Shape(true, false, Optional.empty());

    Shape withText(boolean wanted) {
        return new Shape(wanted, vector, fields);
    }

    Shape withVectors(boolean wanted) {
        return new Shape(text, wanted, fields);
    }

    Shape withFields(String... names) {
        return new Shape(text, vector, Optional.of(Set.of(names)));
    }

    Document read(Generation generation, int row) throws IOException {
        return of(generation.read(row), generation, row);
    }

    Document of(JournalRecord.Put put, Generation generation, int row) {
        return new Document(
                put.id(),
                text ? put.text() : null,
                fields.isEmpty() ? put.metadata() : chosen(put.metadata(), fields.get()),
                vector ? generation.vector(row) : null);
    }

    private static Metadata chosen(Metadata metadata, Set<String> names) {
        Map<String, Object> chosen = new LinkedHashMap<>(metadata.asMap());
        chosen.keySet().retainAll(names);
        return Metadata.of(chosen);
    }
}
