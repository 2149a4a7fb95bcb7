package io.vicinal.bench.report;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of flat records by the names of their components, so that what is written and what is read can't grow apart. */
final class Records {
    private Records() {}

    /** Returns the values in the order of the components; null stands for what was not measured, since JSON has no NaN. */
    static Map<String, @Nullable Object> fields(Record record) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value;
            try {
                value = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("%s can't be read".formatted(component), e);
            }
            boolean measured = !(value instanceof Double number) || Double.isFinite(number);
            fields.put(component.getName(), measured ? value : null);
        }
        return fields;
    }

    /**
     * Returns the record that has these values. A real number that is missing was not measured.
     *
     * @throws IllegalArgumentException if a text or a whole number is missing, or a value is of another kind
     */
    static <T extends Record> T of(Class<T> type, Map<String, @Nullable Object> fields) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i], fields.get(components[i].getName()));
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s can't be made".formatted(type), e);
        }
    }

    private static Object value(RecordComponent component, @Nullable Object value) {
        Class<?> type = component.getType();
        if (type == double.class && value == null) {
            return Double.NaN;
        }
        if (type == double.class && value instanceof Number number) {
            return number.doubleValue();
        }
        if (type == int.class && value instanceof Number number && number.intValue() == number.doubleValue()) {
            return number.intValue();
        }
        if (type == String.class && value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "%s should be of type %s but is %s".formatted(component.getName(), type.getSimpleName(), value));
    }
}
