/**
 * The documentation of a JDK as documents: a type or a method each, read from the sources that come with the JDK.
 *
 * <pre>{@code
 * List<Document> documents = JavadocReader.ofRunningJdk().read(JavadocReader.Scope.BASE);
 * System.out.println(documents.get(0).text());
 * }</pre>
 */
@NullMarked
package io.vicinal.cli.javadoc;

import org.jspecify.annotations.NullMarked;
