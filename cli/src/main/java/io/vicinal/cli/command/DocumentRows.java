package io.vicinal.cli.command;

import io.vicinal.analysis.Vectors;
import io.vicinal.collection.Collection;
import io.vicinal.collection.Document;

/**
 * Rows of vectors as the documents that they are of.
 *
 * @param documents where texts are
 * @param vectors their vectors, or those of some
 */
record DocumentRows(Collection documents, Vectors vectors) {
    String text(int row) {
        return documents.get(vectors.id(row)).flatMap(Document::text).orElse("");
    }

    /** For people: the id, and below it the beginning of the text, if there is one. */
    String named(int row) {
        String text = text(row);
        return HitPrinter.printable(vectors.id(row))
                + (text.isEmpty() ? "" : System.lineSeparator() + "             " + HitPrinter.shortened(text));
    }
}
