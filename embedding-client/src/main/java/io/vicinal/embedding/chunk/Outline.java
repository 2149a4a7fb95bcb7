package io.vicinal.embedding.chunk;

import java.util.ArrayList;
import java.util.List;

/** The blocks of a document, in order, without a gap. */
final class Outline {
    private final List<Block> blocks;

    private Outline(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** Outlines a text that is not empty; the kind is known. */
    static Outline of(String text, TextKind kind) {
        return new Outline(
                switch (kind) {
                    case MARKDOWN -> MarkdownBlocks.of(text);
                    case CODE -> blocks(text, Cut.BLANK_LINES, BlockKind.CODE);
                    default -> blocks(text, Cut.BLANK_LINES, BlockKind.PROSE);
                });
    }

    private static List<Block> blocks(String text, Cut cut, BlockKind kind) {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (int to : cut.ends(text, 0, text.length())) {
            if (kind != BlockKind.CODE || to == text.length() || !Lines.isContinued(text, to)) {
                blocks.add(new Block(from, to, kind));
                from = to;
            }
        }
        return blocks;
    }

    /** Returns the blocks by section. A section begins with its headings. */
    List<List<Block>> sections() {
        List<List<Block>> sections = new ArrayList<>();
        boolean heading = true;
        int first = 0;
        for (int i = 0; i < blocks.size(); i++) {
            boolean isHeading = blocks.get(i).kind() == BlockKind.HEADING;
            if (isHeading && !heading) {
                sections.add(blocks.subList(first, i));
                first = i;
            }
            heading = isHeading;
        }
        sections.add(blocks.subList(first, blocks.size()));
        return sections;
    }

    /** Returns the blocks that a part of the document touches. */
    List<Block> touching(int from, int to) {
        return blocks.subList(index(from), index(to - 1) + 1);
    }

    /** Returns the block around a character. */
    Block at(int position) {
        return blocks.get(index(position));
    }

    private int index(int position) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position < blocks.get(middle).to()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
