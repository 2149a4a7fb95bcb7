/**
 * Requests over HTTP: at most so many at once and so many a minute, with a time-out that starts when a request does, and sent again when
 * that may help.
 */
package io.vicinal.embedding.http;
