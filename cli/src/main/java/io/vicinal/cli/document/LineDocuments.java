package io.vicinal.cli.document;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A line a document. */
final class LineDocuments implements DocumentSource {
    private final LineReader lines;

    LineDocuments(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable Document next() throws IOException {
        @Nullable String line = lines.next();
        return line == null ? null : new Document(Long.toString(lines.number()), line.strip(), Map.of());
    }

    @Override
    public OptionalLong size() {
        return lines.reader().size();
    }

    @Override
    public long position() {
        return lines.reader().position();
    }

    @Override
    public String place() {
        return lines.place();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
