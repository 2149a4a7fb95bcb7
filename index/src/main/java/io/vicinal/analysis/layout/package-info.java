/**
 * Pictures of vectors: rows are given places in a plane, so that neighbours stay neighbours. They begin at their first two {@linkplain
 * io.vicinal.analysis.layout.PrincipalComponents principal components}, neighbours pull each other together, and all others push
 * each other apart ({@link io.vicinal.analysis.layout.ForceLayout}).
 */
@NullMarked
package io.vicinal.analysis.layout;

import org.jspecify.annotations.NullMarked;
