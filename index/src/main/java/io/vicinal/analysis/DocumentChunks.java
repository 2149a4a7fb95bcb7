package io.vicinal.analysis;

import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;
import io.vicinal.collection.Page;
import io.vicinal.collection.ScrollRequest;
import io.vicinal.collection.filter.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chunks that a document was cut into, in the order of its text. Texts are read when they are needed. */
final class DocumentChunks {
    private static final int PAGE = 1000;

    /** Where a chunk begins is not known. */
    private static final int UNKNOWN = -1;

    private final Collection collection;
    private final String source;
    private final List<String> ids;
    private final Map<Integer, String> texts = new HashMap<>();

    private DocumentChunks(Collection collection, String source, List<String> ids) {
        this.collection = collection;
        this.source = source;
        this.ids = ids;
    }

    /** What was never cut is its own only chunk. */
    static DocumentChunks whole(Collection collection, String id) {
        return new DocumentChunks(collection, id, List.of(id));
    }

    /** Finds the chunks by the field that names their document. Those whose ids tell no place are in the order in which they were put. */
    static DocumentChunks of(Collection collection, String source, String field) {
        List<String> ids = new ArrayList<>();
        ScrollRequest request = ScrollRequest.all()
                .filter(Filter.field(field).eq(source))
                .limit(PAGE)
                .withText(false)
                .fields();
        Page page = collection.scroll(request);
        while (true) {
            page.documents().forEach(document -> ids.add(document.id()));
            if (page.next().isEmpty()) {
                ids.sort(Comparator.comparingInt(id -> begin(source, id)));
                return new DocumentChunks(collection, source, ids);
            }
            page = collection.scroll(request.after(page.next().getAsLong()));
        }
    }

    /** A chunk's id is that of its document, a hash sign, and where it begins. */
    private static int begin(String source, String id) {
        if (!id.startsWith(source + "#")) {
            return UNKNOWN;
        }
        String place = id.substring(source.length() + 1);
        return place.matches("[0-9]{1,9}") ? Integer.parseInt(place) : UNKNOWN;
    }

    String source() {
        return source;
    }

    int size() {
        return ids.size();
    }

    String id(int place) {
        return ids.get(place);
    }

    int place(String id) {
        return ids.indexOf(id);
    }

    /** Saves reading a text that came with a hit. */
    void remember(int place, String text) {
        texts.put(place, text);
    }

    private String text(int place) {
        return texts.computeIfAbsent(
                place,
                key -> collection.get(ids.get(key)).flatMap(Document::text).orElse(""));
    }

    /** Joins the texts of chunks that follow each other, without what they repeat. */
    String join(int first, int last) {
        StringBuilder joined = new StringBuilder(text(first));
        for (int place = first + 1; place <= last; place++) {
            append(joined, place);
        }
        return joined.toString();
    }

    private void append(StringBuilder joined, int place) {
        String before = text(place - 1);
        String text = text(place);
        int begin = begin(source, ids.get(place));
        int beginBefore = begin(source, ids.get(place - 1));
        if (begin == UNKNOWN || beginBefore == UNKNOWN) {
            joined.append('\n').append(text);
            return;
        }
        int gap = begin - beginBefore - before.length();
        if (gap < 0 && -gap <= text.length() && before.endsWith(text.substring(0, -gap))) {
            joined.append(text, -gap, text.length());
        } else if (gap <= 0) {
            joined.append(gap == 0 ? "" : "\n").append(text);
        } else {
            joined.append(gap == 1 ? " " : "\n\n").append(text);
        }
    }
}
