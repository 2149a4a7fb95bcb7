package io.vicinal.cli.command;

import io.vicinal.storage.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lines for programs: on standard output, or in a file that is there when it is complete. */
final class LineOutput implements Closeable {
    private final PrintWriter out;
    private final @Nullable NewFile file;

    private LineOutput(PrintWriter out, @Nullable NewFile file) {
        this.out = out;
        this.file = file;
    }

    static LineOutput to(@Nullable Path path, PrintWriter out) throws IOException {
        return new LineOutput(out, path == null ? null : NewFile.create(path, 1 << 16));
    }

    void write(String line) throws IOException {
        if (file != null) {
            file.write(MemorySegment.ofArray((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } else {
            out.println(line);
            if (out.checkError()) {
                throw new IOException("can't write to standard output");
            }
        }
    }

    /** All lines are written. */
    void complete() throws IOException {
        if (file != null) {
            file.publish();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
