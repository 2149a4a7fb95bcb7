/** The rows of an index and the ids they go by: what every engine stands on. */
package io.vicinal.index.rows;
