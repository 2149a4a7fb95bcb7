package io.vicinal.cli.javadoc;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.EscapeTree;
import com.sun.source.doctree.IndexTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.SystemPropertyTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The prose at the beginning of a comment, up to its first list, table, heading or piece of code. */
final class PlainText extends SimpleDocTreeVisitor<@Nullable Void, @Nullable Void> {
    private static final Set<String> ENDS_PROSE =
            Set.of("pre", "table", "ul", "ol", "dl", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6");

    private static final Set<String> SEPARATES = Set.of("p", "br", "div", "hr", "section", "li", "td");

    private final DocTrees trees;
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    private PlainText(DocTrees trees) {
        this.trees = trees;
    }

    static String of(List<? extends DocTree> comment, DocTrees trees) {
        PlainText reader = new PlainText(trees);
        reader.visitAll(comment);
        return reader.text
                .toString()
                .replaceAll("\\s+", " ")
                .replaceAll(" ([,.;)])", "$1")
                .strip();
    }

    /** {@code LocalDate.parse} for {@code java.time.LocalDate#parse(CharSequence)}. */
    static String readable(String reference) {
        String name = reference.replaceAll("\\(.*|^.*/", "");
        int member = name.indexOf('#');
        String type = member < 0 ? name : name.substring(0, member);
        String simple = type.replaceFirst("^(\\p{Ll}[\\w]*\\.)+(?=\\p{Lu})", "");
        return member < 0 ? simple : simple + (simple.isEmpty() ? "" : ".") + name.substring(member + 1);
    }

    private void visitAll(List<? extends DocTree> nodes) {
        for (DocTree node : nodes) {
            if (ended) {
                return;
            }
            node.accept(this, null);
        }
    }

    private @Nullable Void append(String part) {
        text.append(part);
        return null;
    }

    @Override
    public @Nullable Void visitText(TextTree node, @Nullable Void unused) {
        return append(node.getBody());
    }

    @Override
    public @Nullable Void visitRawText(RawTextTree node, @Nullable Void unused) {
        Markdown.Prose prose =
                Markdown.prose(node.getContent(), text.isEmpty() || text.charAt(text.length() - 1) == '\n');
        append(prose.text());
        ended |= prose.ended() && !text.toString().isBlank();
        return null;
    }

    @Override
    public @Nullable Void visitEntity(EntityTree node, @Nullable Void unused) {
        @Nullable String characters = trees.getCharacters(node);
        return append(characters == null ? " " : characters);
    }

    @Override
    public @Nullable Void visitEscape(EscapeTree node, @Nullable Void unused) {
        return append(node.getBody());
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void unused) {
        return append(node.getBody().getBody());
    }

    @Override
    public @Nullable Void visitLink(LinkTree node, @Nullable Void unused) {
        if (node.getLabel().isEmpty()) {
            return visitReference(node.getReference(), null);
        }
        visitAll(node.getLabel());
        return null;
    }

    @Override
    public @Nullable Void visitReference(ReferenceTree node, @Nullable Void unused) {
        return append(readable(node.getSignature()));
    }

    @Override
    public @Nullable Void visitValue(ValueTree node, @Nullable Void unused) {
        @Nullable ReferenceTree reference = node.getReference();
        return reference == null ? null : visitReference(reference, null);
    }

    @Override
    public @Nullable Void visitSystemProperty(SystemPropertyTree node, @Nullable Void unused) {
        return append(node.getPropertyName().toString());
    }

    @Override
    public @Nullable Void visitIndex(IndexTree node, @Nullable Void unused) {
        return append(node.getSearchTerm().toString().replace("\"", ""));
    }

    @Override
    public @Nullable Void visitSummary(SummaryTree node, @Nullable Void unused) {
        visitAll(node.getSummary());
        return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree node, @Nullable Void unused) {
        append("Returns ");
        visitAll(node.getDescription());
        return append(".");
    }

    @Override
    public @Nullable Void visitSnippet(SnippetTree node, @Nullable Void unused) {
        ended = !text.toString().isBlank();
        return null;
    }

    @Override
    public @Nullable Void visitErroneous(ErroneousTree node, @Nullable Void unused) {
        return append(node.getBody());
    }

    @Override
    public @Nullable Void visitStartElement(StartElementTree node, @Nullable Void unused) {
        String name = node.getName().toString().toLowerCase(Locale.ROOT);
        if (ENDS_PROSE.contains(name)) {
            ended = !text.toString().isBlank();
        }
        // A power without its raised exponent is another number.
        return append(name.equals("sup") ? "^" : SEPARATES.contains(name) ? " " : "");
    }

    @Override
    public @Nullable Void visitEndElement(EndElementTree node, @Nullable Void unused) {
        return append(SEPARATES.contains(node.getName().toString().toLowerCase(Locale.ROOT)) ? " " : "");
    }
}
