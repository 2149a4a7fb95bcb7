package io.vicinal.cli.map;

import io.vicinal.collection.Document;
import java.util.Map;

/**
 * What a picture tells of a document.
 *
 * @param id its id
 * @param text its text, empty if it has none
 * @param metadata as {@link io.vicinal.collection.metadata.Metadata#asMap} returns it
 */
record MapDocument(String id, String text, Map<String, Object> metadata) {
    static MapDocument of(Document document) {
        return new MapDocument(
                document.id(), document.text().orElse(""), document.metadata().asMap());
    }
}
