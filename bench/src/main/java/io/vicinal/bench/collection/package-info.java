/** What collections take: time to fill, to open and to search with filters, and memory. */
@NullMarked
package io.vicinal.bench.collection;

import org.jspecify.annotations.NullMarked;
