package io.vicinal.embedding.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Packs the parts of a text into chunks, each as full as can be, and cuts those parts that fit into none. */
final class Packing {
    private final String text;
    private final Outline outline;
    private final Room room;
    private final Overlap overlap;
    private final List<Chunk> chunks = new ArrayList<>();

    /** Where the open chunk begins, where its new text begins, and how far it goes so far. */
    private int from;

    private int fresh;
    private int to;

    /** Other places for the open chunk to begin, so as to repeat less. */
    private int[] starts = {};

    Packing(String text, Outline outline, Room room, Overlap overlap) {
        this.text = text;
        this.outline = outline;
        this.room = room;
        this.overlap = overlap;
        this.from = WhiteSpace.after(text, 0, text.length());
        this.fresh = from;
        this.to = from;
    }

    List<Chunk> chunks() {
        List<List<Block>> sections = outline.sections();
        int[] ends =
                sections.stream().mapToInt(section -> section.getLast().to()).toArray();
        pack(0, ends, i -> true, i -> packSection(sections.get(i)));
        close();
        return List.copyOf(chunks);
    }

    private void packSection(List<Block> blocks) {
        int[] ends = blocks.stream().mapToInt(Block::to).toArray();
        pack(blocks.getFirst().from(), ends, i -> blocks.get(i).kind() != BlockKind.PROSE, i -> {
            Block block = blocks.get(i);
            packCut(block.from(), block.to(), block.kind().cuts(), 0);
        });
    }

    private void packCut(int begin, int end, List<Cut> cuts, int depth) {
        if (depth == cuts.size()) {
            throw new IllegalArgumentException("a chunk has at most %s, but the character at %,d alone has %,d"
                    .formatted(room.limit(), begin, room.size(begin, end)));
        }
        int[] ends = cuts.get(depth).ends(text, begin, end);
        pack(begin, ends, i -> true, i -> packCut(i == 0 ? begin : ends[i - 1], ends[i], cuts, depth + 1));
    }

    /**
     * Packs parts.
     *
     * @param begin where the first begins
     * @param ends where each ends
     * @param isKept tells which are to be kept whole even if a heading is left alone
     * @param cut packs what a part is made of
     */
    private void pack(int begin, int[] ends, IntPredicate isKept, IntConsumer cut) {
        for (int next = 0; next < ends.length; ) {
            int over = room.firstOver(from, ends, next);
            if (over > next) {
                to = ends[over - 1];
                next = over;
            } else if (isWorthClosing(next == 0 ? begin : ends[next - 1], ends[next], isKept.test(next))) {
                close();
            } else if (!repeatLess(ends[next])) {
                cut.accept(next);
                next++;
            }
        }
    }

    /** A heading stays with what it is for, unless that is to be kept whole and could be without it. */
    private boolean isWorthClosing(int begin, int end, boolean isKept) {
        if (WhiteSpace.isAll(text, fresh, to)) {
            return false;
        }
        return outline.at(to - 1).kind() != BlockKind.HEADING || (isKept && room.fits(begin, end));
    }

    /** Tries to make room for a part. */
    private boolean repeatLess(int end) {
        for (int start : starts) {
            if (start > from && room.fits(start, end)) {
                from = start;
                return true;
            }
        }
        if (from < fresh && room.fits(fresh, end)) {
            from = fresh;
            return true;
        }
        return false;
    }

    private void close() {
        if (WhiteSpace.isAll(text, fresh, to)) {
            return;
        }
        int start = WhiteSpace.after(text, from, to);
        chunks.add(Chunk.of(text, start, WhiteSpace.before(text, start, to)));
        starts = overlap.starts(from, to);
        from = starts.length == 0 ? to : starts[0];
        fresh = to;
    }
}
