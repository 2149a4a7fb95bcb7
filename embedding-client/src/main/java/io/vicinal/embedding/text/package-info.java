/** How long texts are in the eyes of a model, and what is to be done with those it can't take. */
package io.vicinal.embedding.text;
