/** Documents on their way through a model into a directory or a file of vectors. */
@NullMarked
package io.vicinal.cli.ingest;

import org.jspecify.annotations.NullMarked;
