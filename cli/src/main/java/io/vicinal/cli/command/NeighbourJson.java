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
                .map(neighbour -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("id", neighbour.id());
                    fields.put("score", neighbour.score());
                    return fields;
                })
                .toList();
    }
}
