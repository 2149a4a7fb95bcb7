/** What engines share when they search: the best hits so far, the scan of those allowed, and work split over threads. */
package io.vicinal.index.search;
