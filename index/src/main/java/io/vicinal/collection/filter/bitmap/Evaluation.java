package io.vicinal.collection.filter.bitmap;

import io.vicinal.collection.filter.And;
import io.vicinal.collection.filter.Comparison;
import io.vicinal.collection.filter.Contains;
import io.vicinal.collection.filter.Exists;
import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.filter.In;
import io.vicinal.collection.filter.Not;
import io.vicinal.collection.filter.Operator;
import io.vicinal.collection.filter.Or;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/** Finds what matches a filter in the indexes of its fields. */
record Evaluation(Map<String, FieldIndex> fields, RoaringBitmap documents) {
    Matches of(Filter filter) {
        if (filter instanceof And and) {
            return Intersection.of(all(and.filters()), documents.getLongCardinality());
        }
        if (filter instanceof Or or) {
            return Union.of(all(or.filters()), documents.getLongCardinality());
        }
        if (filter instanceof Not not) {
            return new Difference(documents, of(not.filter()));
        }
        if (filter instanceof Comparison comparison) {
            return in(comparison.field(), field -> field.compared(comparison.operator(), comparison.value()));
        }
        if (filter instanceof In in) {
            return in(in.field(), field -> anyOf(field, in.values()));
        }
        if (filter instanceof Contains contains) {
            return in(contains.field(), field -> field.containing(contains.text()));
        }
        return in(((Exists) filter).field(), FieldIndex::present);
    }

    private List<Matches> all(List<Filter> filters) {
        return filters.stream().map(this::of).toList();
    }

    private Matches in(String name, Function<FieldIndex, Matches> question) {
        FieldIndex field = fields.get(name);
        return field == null ? new BitmapMatches(new RoaringBitmap()) : question.apply(field);
    }

    private static Matches anyOf(FieldIndex field, List<Object> values) {
        List<Matches> parts =
                values.stream().map(value -> field.compared(Operator.EQ, value)).toList();
        return Union.of(parts, field.present().bounds().atMost());
    }
}
