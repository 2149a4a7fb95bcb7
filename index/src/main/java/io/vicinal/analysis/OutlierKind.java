package io.vicinal.analysis;

/** What makes something an outlier. */
public enum OutlierKind {
    /**
     * It lies much more lonely than its neighbours do: the local outlier factor (Breunig and others, 2000), which is about 1 for what belongs. Finds what is
     * odd near a dense group, too.
     */
    LOCAL,

    /** It is far from its neighbours, whatever is usual there: the mean distance to them. Finds what belongs nowhere at all. */
    GLOBAL
}
