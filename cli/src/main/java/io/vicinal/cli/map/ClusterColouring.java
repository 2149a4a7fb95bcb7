package io.vicinal.cli.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Colours documents by cluster; a cluster is named by the words that tell its texts from others. */
final class ClusterColouring {
    private static final String NAME = "cluster";
    private static final int WORDS = 3;

    private ClusterColouring() {}

    /**
     * Names clusters, the largest first.
     *
     * @param documents the documents
     * @param clusterOf the cluster of each, from 0
     * @param clusters how many there are
     */
    static Colouring of(List<MapDocument> documents, IntUnaryOperator clusterOf, int clusters) {
        int[] sizes = new int[clusters];
        IntStream.range(0, documents.size()).map(clusterOf).forEach(cluster -> sizes[cluster]++);
        List<Integer> order = IntStream.range(0, clusters)
                .boxed()
                .sorted(Comparator.comparingInt((Integer cluster) -> -sizes[cluster]))
                .toList();
        int[] rank = new int[clusters];
        for (int i = 0; i < clusters; i++) {
            rank[order.get(i)] = i;
        }
        int[] groupOf = IntStream.range(0, documents.size())
                .map(i -> rank[clusterOf.applyAsInt(i)])
                .toArray();
        List<String> texts = documents.stream()
                .map(document -> document.text().isEmpty() ? document.id() : document.text())
                .toList();
        List<String> names = new ArrayList<>();
        for (String words : DistinctiveWords.of(texts, groupOf, clusters, WORDS)) {
            names.add(words.isEmpty() ? "cluster " + (names.size() + 1) : words);
        }
        return new Colouring(NAME, false, names, clusters, groupOf);
    }
}
