/** A collection as a picture: one page that needs nothing but itself, with a point for each document. */
@NullMarked
package io.vicinal.cli.map;

import org.jspecify.annotations.NullMarked;
