package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.collection.Page;
import io.vicinal.collection.ScrollRequest;
import io.vicinal.collection.filter.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the values of a metadata field as labels. */
final class Labels {
    private static final int PAGE = 1000;

    private Labels() {}

    /** Returns the label of each vector; documents that have lost the field meanwhile have an empty one. */
    static List<String> of(Collection collection, String field, Vectors vectors) {
        Map<String, String> byId = HashMap.newHashMap(vectors.size());
        ScrollRequest request = ScrollRequest.all()
                .filter(Filter.field(field).exists())
                .limit(PAGE)
                .withText(false)
                .fields(field);
        Page page = collection.scroll(request);
        while (true) {
            for (Document document : page.documents()) {
                byId.put(document.id(), label(document, field));
            }
            if (page.next().isEmpty()) {
                break;
            }
            page = collection.scroll(request.after(page.next().getAsLong()));
        }
        List<String> labels = new ArrayList<>(vectors.size());
        for (int row = 0; row < vectors.size(); row++) {
            labels.add(byId.getOrDefault(vectors.id(row), ""));
        }
        return labels;
    }

    private static String label(Document document, String field) {
        Object value = document.metadata().asMap().getOrDefault(field, "");
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }
}
