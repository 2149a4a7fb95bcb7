/**
 * Documents read from files, one at a time: JSON lines, CSV, lines of text, folders of text files, and standard input.
 *
 * <pre>{@code
 * try (DocumentSource documents = DocumentSource.open(Path.of("docs.jsonl"), DocumentFields.DEFAULT)) {
 *     for (Document document = documents.next(); document != null; document = documents.next()) {
 *         System.out.println(document.id());
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.vicinal.cli.document;

import org.jspecify.annotations.NullMarked;
