/** How texts are put into requests, and what is done when a request is refused. */
package io.vicinal.embedding.batch;
