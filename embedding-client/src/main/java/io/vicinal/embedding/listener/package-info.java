/** For metrics and logs: who wants to know is told about each request. */
package io.vicinal.embedding.listener;
