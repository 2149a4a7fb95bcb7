/**
 * Finds near rows for all of many rows at once: splits them into small groups that overlap, and compares each group with itself. For engines.
 */
package io.vicinal.index.partition;
