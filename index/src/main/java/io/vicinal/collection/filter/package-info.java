/**
 * Which documents are wanted, by their fields.
 *
 * <pre>{@code
 * Filter recent = Filter.field("year").ge(2020).and(Filter.field("lang").in("de", "fr"));
 * Filter same = Filter.parse("year >= 2020 and lang in ('de', 'fr')");
 * }</pre>
 */
@NullMarked
package io.vicinal.collection.filter;

import org.jspecify.annotations.NullMarked;
