/** A searchable directory of documents: their vectors' index and their texts, side by side. */
@NullMarked
package io.vicinal.cli.directory;

import org.jspecify.annotations.NullMarked;
