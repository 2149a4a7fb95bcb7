/** OpenAI's protocol as bytes: requests written, answers and errors read, whatever their dialect. */
package io.vicinal.embedding.wire;
