package io.vicinal.cli.command;

import io.vicinal.index.Engine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an engine that is there; the complaint about any other lists those that are. */
final class EngineConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        try {
            return Engine.named(value).name();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
