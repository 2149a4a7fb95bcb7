package io.vicinal.cli.command;

import io.vicinal.kernel.Metric;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a metric. */
final class MetricConverter implements ITypeConverter<Metric> {
    @Override
    public Metric convert(String value) {
        try {
            return Metric.ofLabel(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
