package io.vicinal.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vicinal.storage.CorruptFileException;
import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a run: {@value #JSON} with everything, {@value #PAGE} for a browser, {@value #PLOT} for a document. */
public final class ArenaFiles {
    /** All that was found, for programs; {@link #read} reads it. */
    public static final String JSON = "arena.json";

    /** A page that needs nothing but itself. */
    public static final String PAGE = "report.html";

    /** Recall against speed, as a picture. */
    public static final String PLOT = "plot.svg";

    private ArenaFiles() {}

    /**
     * Writes the files, each whole or not at all. Older ones are replaced.
     *
     * @param result what was found
     * @param folder where to; made if it is missing
     * @throws IOException if a file can't be written
     */
    public static void write(ArenaResult result, Path folder) throws IOException {
        Files.createDirectories(folder);
        write(ArenaJson.pretty(result), folder.resolve(JSON));
        write(Page.of(result), folder.resolve(PAGE));
        write(RecallPlot.picture(result), folder.resolve(PLOT));
    }

    private static void write(String text, Path target) throws IOException {
        try (NewFile file = NewFile.create(target, 1)) {
            file.write(MemorySegment.ofArray(text.getBytes(UTF_8)));
            file.publish();
        }
    }

    /**
     * Reads what a run has found.
     *
     * @param file what {@link #write} called {@value #JSON}
     * @return the result
     * @throws IOException if the file can't be read
     * @throws CorruptFileException if it is cut short, or something else
     */
    public static ArenaResult read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return ArenaJson.parse(text);
        } catch (JsonProcessingException e) {
            long chars = e.getLocation().getCharOffset();
            int end = (int) Math.max(0, Math.min(chars, text.length()));
            throw new CorruptFileException(file, text.substring(0, end).getBytes(UTF_8).length, e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(file, 0, e.getMessage());
        }
    }
}
