/** The codes of an index's rows: {@link io.vicinal.encoding} says what they are, this where they lie. For engines. */
package io.vicinal.index.codes;
