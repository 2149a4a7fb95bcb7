package io.vicinal.cli.command;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.filter.FilterSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a filter; a mistake is shown with a caret below it. */
final class FilterConverter implements ITypeConverter<Filter> {
    @Override
    public Filter convert(String value) {
        try {
            return Filter.parse(value);
        } catch (FilterSyntaxException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
