package io.vicinal.cli.knn;

import io.vicinal.index.IdSet;
import io.vicinal.index.VectorIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The ids that may be found: a file of lines with a number each. */
record AllowedIds(Path file, IdSet ids) {
    private static final int SHOWN = 40;

    static AllowedIds read(Path file) throws IOException {
        LongStream.Builder ids = LongStream.builder();
        // Numbers are the same in all encodings that text is in; of anything else only the line need be known.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            long number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    ids.add(parse(file, number, line.strip()));
                }
                number++;
            }
        }
        IdSet set = IdSet.of(ids.build().toArray());
        if (set.count() == 0) {
            throw new IllegalArgumentException(file + " has no ids, one a line");
        }
        return new AllowedIds(file, set);
    }

    private static long parse(Path file, long number, String line) {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
            throw new IllegalArgumentException(
                    "%s, line %d: a line must be an id, a whole number of 64 bits, but is '%s'"
                            .formatted(file, number, shown.replaceAll("\\p{Cntrl}", "?")),
                    e);
        }
    }

    /** Refuses ids of which too few are in the index for rows of neighbours to be filled. */
    void requireEnough(int k, VectorIndex index, @Nullable Path out) {
        if (out == null) {
            return;
        }
        long[] present = new long[1];
        ids.forEach(id -> present[0] += index.contains(id) ? 1 : 0);
        if (present[0] < k) {
            throw new IllegalArgumentException(
                    "k is %d but %s allows only %d rows that are there, too few to fill a row of %s"
                            .formatted(k, file, present[0], out));
        }
    }
}
