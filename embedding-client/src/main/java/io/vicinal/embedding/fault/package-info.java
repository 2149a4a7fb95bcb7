/** What can go wrong between a text and its vector, one exception for each thing that a caller would treat differently. */
package io.vicinal.embedding.fault;
