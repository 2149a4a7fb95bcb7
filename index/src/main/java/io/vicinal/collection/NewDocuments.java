package io.vicinal.collection;

import io.vicinal.collection.store.NewDocument;
import io.vicinal.storage.VectorCheck;
import java.util.ArrayList;
import java.util.List;

/** Documents on the way in, checked before anything is written. */
final class NewDocuments {
    private NewDocuments() {}

    static List<NewDocument> of(List<Document> documents, CollectionSpec spec) {
        List<NewDocument> checked = new ArrayList<>(documents.size());
        for (Document document : documents) {
            float[] vector = document.requireVector();
            VectorCheck.norm(vector, spec.dimension(), spec.metric(), "the vector of document '" + document.id() + "'");
            checked.add(new NewDocument(document.id(), document.textOrNull(), document.metadata(), vector));
        }
        return checked;
    }
}
