package io.vicinal.cli.javadoc;

import io.vicinal.cli.document.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public type.
 *
 * @param sourcePackage where it is
 * @param type its own document; null if it has no comment
 * @param methods those of its methods, in the order of the source
 */
record DocumentedType(SourcePackage sourcePackage, @Nullable Document type, List<Document> methods) {}
