/** From the texts of a caller to what is sent: blank and over-long ones are dealt with as the policies say. */
package io.vicinal.embedding.input;
