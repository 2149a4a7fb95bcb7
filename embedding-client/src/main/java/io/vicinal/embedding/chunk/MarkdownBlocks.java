package io.vicinal.embedding.chunk;

import java.util.ArrayList;
import java.util.List;

/** Finds the blocks of Markdown, line by line. Only what matters for cuts is told apart. */
final class MarkdownBlocks {
    private final String text;
    private final List<Block> blocks = new ArrayList<>();

    /** The block that lines are added to. */
    private int begin;

    private BlockKind kind = BlockKind.PROSE;
    private int lines;
    private boolean blank;

    private MarkdownBlocks(String text) {
        this.text = text;
    }

    static List<Block> of(String text) {
        MarkdownBlocks found = new MarkdownBlocks(text);
        for (int line = 0; line < text.length(); ) {
            line = found.read(line, Lines.next(text, line));
        }
        found.end(text.length());
        return found.blocks;
    }

    /** Reads a line, or all of a fence, and returns where the next begins. */
    private int read(int from, int to) {
        if (WhiteSpace.isAll(text, from, to)) {
            blank = true;
            return to;
        }
        int signs = MarkdownLine.fence(text, from, to);
        if (signs > 0 && !isIndentedInList(from)) {
            start(from, BlockKind.CODE);
            blank = true;
            return endOfFence(to, text.charAt(WhiteSpace.after(text, from, to)), signs);
        }
        BlockKind read = kind(from, to);
        boolean isUnderlined = lines == 1 && kind == BlockKind.PROSE && !blank;
        if (isUnderlined && MarkdownLine.isUnderline(text, from, to)) {
            kind = BlockKind.HEADING;
        } else if (isNew(read, from)) {
            start(from, read);
        }
        lines++;
        blank = false;
        return to;
    }

    private BlockKind kind(int from, int to) {
        if (MarkdownLine.isHeading(text, from, to)) {
            return BlockKind.HEADING;
        }
        if (MarkdownLine.isItem(text, from, to)) {
            return BlockKind.LIST;
        }
        if (MarkdownLine.hasBar(text, from, to) && ((kind == BlockKind.TABLE && !blank) || isTableRuled(to))) {
            return BlockKind.TABLE;
        }
        return BlockKind.PROSE;
    }

    private boolean isTableRuled(int nextLine) {
        return nextLine < text.length() && MarkdownLine.isTableRule(text, nextLine, Lines.next(text, nextLine));
    }

    /** Tells whether a line begins another block. */
    private boolean isNew(BlockKind read, int from) {
        if (read == BlockKind.HEADING || kind == BlockKind.HEADING || kind == BlockKind.CODE) {
            return true;
        }
        if (kind == BlockKind.LIST) {
            return read != BlockKind.LIST && !isIndentedInList(from) && (blank || read == BlockKind.TABLE);
        }
        return blank || read != kind;
    }

    private boolean isIndentedInList(int from) {
        return kind == BlockKind.LIST && MarkdownLine.isIndented(text, from);
    }

    private int endOfFence(int from, char sign, int signs) {
        for (int line = from; line < text.length(); ) {
            int next = Lines.next(text, line);
            if (MarkdownLine.closes(text, line, next, sign, signs)) {
                return next;
            }
            line = next;
        }
        return text.length();
    }

    private void start(int from, BlockKind next) {
        end(from);
        begin = from;
        kind = next;
        lines = 0;
    }

    private void end(int to) {
        if (to > begin && (lines > 0 || kind == BlockKind.CODE || to == text.length())) {
            blocks.add(new Block(begin, to, kind));
        }
    }
}
