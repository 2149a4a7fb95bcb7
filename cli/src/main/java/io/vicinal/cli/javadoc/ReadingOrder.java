package io.vicinal.cli.javadoc;

import io.vicinal.cli.document.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts documents in an order whose beginning, wherever it is cut off, is a fair sample of the whole.
 *
 * <p>Types come first, since there are few and each tells what a whole file is about, then methods. Packages take part in the types,
 * and types in the methods, by their size: with 2,000 of the 12,700 documents of {@code java.base}, every type but exceptions is there and each large
 * one has a few methods, so that <i>parse a date from text</i> finds {@code DateFormat.parse} and {@code LocalDateTime.parse}. By name,
 * the first 2,000 would end in {@code java.lang}. What says little new comes last: second overloads, methods every type has, and after
 * them exceptions.
 */
final class ReadingOrder {
    private static final Set<String> EVERY_TYPE_HAS = Set.of("clone", "compareTo", "equals", "hashCode", "toString");

    private ReadingOrder() {}

    static List<Document> of(List<DocumentedType> types) {
        Map<SourcePackage, List<Document>> typesByPackage = new LinkedHashMap<>();
        List<List<Document>> methods = new ArrayList<>();
        List<List<Document>> repetitions = new ArrayList<>();
        List<Document> exceptions = new ArrayList<>();
        for (DocumentedType type : types) {
            if (type.type() != null) {
                List<Document> others =
                        typesByPackage.computeIfAbsent(type.sourcePackage(), sourcePackage -> new ArrayList<>());
                (isException(type.type()) ? exceptions : others).add(type.type());
            }
            List<Document> again = new ArrayList<>();
            methods.add(separate(type.methods(), again));
            repetitions.add(again);
        }
        List<Document> order = new ArrayList<>(spread(typesByPackage.values()));
        order.addAll(spread(methods));
        order.addAll(spread(repetitions));
        order.addAll(exceptions);
        return List.copyOf(order);
    }

    private static boolean isException(Document type) {
        return type.id().endsWith("Exception") || type.id().endsWith("Error");
    }

    /** Returns the methods with something new to say, and adds the others to {@code again}. */
    private static List<Document> separate(List<Document> methods, List<Document> again) {
        List<Document> fresh = new ArrayList<>();
        Set<String> names = new HashSet<>(EVERY_TYPE_HAS);
        for (Document method : methods) {
            String name = String.valueOf(method.metadata().get("name"));
            (names.add(name.substring(name.lastIndexOf('.') + 1)) ? fresh : again).add(method);
        }
        return fresh;
    }

    /** Merges groups so that a tenth of the result holds a tenth of each group. */
    private static List<Document> spread(Iterable<List<Document>> groups) {
        record Placed(Document document, double place) {}
        List<Placed> all = new ArrayList<>();
        for (List<Document> group : groups) {
            for (int i = 0; i < group.size(); i++) {
                all.add(new Placed(group.get(i), (i + 0.5) / group.size()));
            }
        }
        all.sort(Comparator.comparingDouble(Placed::place));
        return all.stream().map(Placed::document).toList();
    }
}
