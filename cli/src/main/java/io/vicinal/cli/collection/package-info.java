/** The collection in a folder, as commands make, open and search it. */
@NullMarked
package io.vicinal.cli.collection;

import org.jspecify.annotations.NullMarked;
