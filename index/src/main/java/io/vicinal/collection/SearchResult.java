package io.vicinal.collection;

import java.util.List;

/**
 * What was found, and how.
 *
 * @param hits best first; with diversity in the order chosen
 * @param explain how they were found
 */
public record SearchResult(List<SearchHit> hits, Explanation explain) {}
