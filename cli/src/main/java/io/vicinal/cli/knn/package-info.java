/** Offline nearest neighbours: a file of queries against a file of rows. */
@NullMarked
package io.vicinal.cli.knn;

import org.jspecify.annotations.NullMarked;
