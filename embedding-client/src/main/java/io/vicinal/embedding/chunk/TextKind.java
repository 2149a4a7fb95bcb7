package io.vicinal.embedding.chunk;

/** What a text is, which says where it is best cut. */
public enum TextKind {
    /** Paragraphs with blank lines between them, made of sentences. */
    PLAIN,
    /** Sections that begin at headings; fenced code, tables and lists are kept whole where they fit. */
    MARKDOWN,
    /** A program: top-level blocks with blank lines between them, made of lines. */
    CODE,
    /**
     * One of the others, seen from the first lines of each text. Fences make it Markdown, many lines that end in {@code ;}, {@code {} or
     * {@code }} or are indented make it a program, and headings make it Markdown.
     */
    DETECT
}
