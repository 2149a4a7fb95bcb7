package io.vicinal.embedding.chunk;

import java.util.stream.IntStream;

/** Finds what of a chunk the next one repeats. */
final class Overlap {
    private final String text;
    private final Outline outline;
    private final Room room;
    private final int most;

    Overlap(String text, Outline outline, Size size, int most) {
        this.text = text;
        this.outline = outline;
        this.room = new Room(text, size, most);
        this.most = most;
    }

    /** Returns where the sentences begin that the next chunk may begin with, in order: from the first all fit. It's never all of the chunk. */
    int[] starts(int from, int to) {
        if (most == 0) {
            return new int[0];
        }
        int[] starts = outline.touching(from, to).stream()
                .flatMapToInt(block -> within(block, from, to))
                .filter(start -> start < to)
                .toArray();
        int fits = starts.length;
        int over = -1;
        while (over + 1 < fits) {
            int middle = (over + fits) >>> 1;
            if (room.fits(starts[middle], to)) {
                fits = middle;
            } else {
                over = middle;
            }
        }
        return IntStream.of(starts).skip(fits).toArray();
    }

    private IntStream within(Block block, int from, int to) {
        Cut cut = block.kind().repeated();
        return IntStream.of(cut.ends(text, Math.max(from, block.from()), Math.min(to, block.to())));
    }
}
