package io.vicinal.cli.command;

import io.vicinal.cli.collection.EngineChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an engine that a collection can have. */
final class EngineChoiceConverter implements ITypeConverter<EngineChoice> {
    @Override
    public EngineChoice convert(String value) {
        try {
            return EngineChoice.named(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
