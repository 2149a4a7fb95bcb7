package io.vicinal.analysis;

import java.util.List;

/**
 * Something that stands apart.
 *
 * @param id its id
 * @param score how much so, larger is more: see {@link OutlierKind}
 * @param nearest the reason: what comes nearest to it, and how near that is
 */
public record Outlier(String id, double score, List<Neighbour> nearest) {}
