package io.vicinal.cli.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A way to colour points: a group for each document. */
final class Colouring {
    /** A byte holds as many, and a page can show no more. */
    static final int MAX_GROUPS = 64;

    private final String name;
    private final boolean range;
    private final List<Group> groups;
    private final byte[] groupOf;

    /**
     * What documents have in common.
     *
     * @param label its name
     * @param count how many documents
     * @param rest whether it only takes those that belong nowhere else
     */
    record Group(String label, int count, boolean rest) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("label", label);
            json.put("count", count);
            if (rest) {
                json.put("rest", true);
            }
            return json;
        }
    }

    /**
     * Takes groups.
     *
     * @param name what they are by
     * @param range whether their order means something
     * @param labels of the groups; empty groups are left out
     * @param rest the number of the first group that only takes the rest; as many as there are labels if none does
     * @param groupOf the group of each document
     */
    Colouring(String name, boolean range, List<String> labels, int rest, int[] groupOf) {
        if (labels.size() > MAX_GROUPS) {
            throw new IllegalArgumentException(
                    "there can be at most %d colours, not %d".formatted(MAX_GROUPS, labels.size()));
        }
        int[] counts = new int[labels.size()];
        for (int group : groupOf) {
            counts[group]++;
        }
        byte[] kept = new byte[labels.size()];
        List<Group> list = new ArrayList<>();
        for (int group = 0; group < counts.length; group++) {
            kept[group] = (byte) list.size();
            if (counts[group] > 0) {
                list.add(new Group(labels.get(group), counts[group], group >= rest));
            }
        }
        this.name = name;
        this.range = range;
        this.groups = List.copyOf(list);
        this.groupOf = new byte[groupOf.length];
        for (int i = 0; i < groupOf.length; i++) {
            this.groupOf[i] = kept[groupOf[i]];
        }
    }

    String name() {
        return name;
    }

    List<Group> groups() {
        return groups;
    }

    int groupOf(int document) {
        return groupOf[document];
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("kind", range ? "range" : "category");
        json.put("values", groups.stream().map(Group::json).toList());
        return json;
    }
}
