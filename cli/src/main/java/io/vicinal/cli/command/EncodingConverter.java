package io.vicinal.cli.command;

import io.vicinal.encoding.EncodingKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a form that rows can be searched in. */
final class EncodingConverter implements ITypeConverter<EncodingKind> {
    @Override
    public EncodingKind convert(String value) {
        try {
            return EncodingKind.ofLabel(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
