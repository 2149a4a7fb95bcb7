package io.vicinal.cli.command;

import io.vicinal.analysis.Neighbour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Neighbours as JSON has them. */
final class NeighbourJson {
    private NeighbourJson() {}

    static List<Map<String, Object>> list(List<Neighbour> neighbours) {
        return neighbours.stream()
                .map(neighbour -> fields(neighbour.id(), neighbour.score()))
                .toList();
    }

    /** One of them, which more can be put into. */
    static Map<String, Object> fields(String id, float score) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("score", score);
        return fields;
    }
}
