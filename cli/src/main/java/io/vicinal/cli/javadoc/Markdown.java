package io.vicinal.cli.javadoc;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prose written in Markdown, as comments that begin with three slashes are. */
final class Markdown {
    /** Text without markup, and whether something other than prose ended it. */
    record Prose(String text, boolean ended) {}

    /** A heading, a list, code, a table or a quotation, at the beginning of a line. */
    private static final Pattern NOT_PROSE = Pattern.compile("(?m)^ {0,3}(?:#{1,6} |[-*+] |\\d+[.)] |```|~~~|[|>])");

    private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("(?<!\\w)!?\\[([^\\]]+)](\\([^)]*\\)|\\[[^\\]]*])?");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<![\\w*\\\\])(\\*{1,3}|_{1,3})(?=\\S)(.+?)(?<=[^\\s\\\\])\\1(?![\\w*])", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^>]*>");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\p{Punct})");
    private static final Pattern ENTITY = Pattern.compile("&(#?\\w+);");

    /** Those that Markdown needs; other characters can be written as they are. */
    private static final Map<String, String> CHARACTERS =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "nbsp", " ");

    private Markdown() {}

    /**
     * Takes the markup away.
     *
     * @param content Markdown
     * @param lineBegins whether it begins where a line does, or after something inline
     */
    static Prose prose(String content, boolean lineBegins) {
        Matcher end = NOT_PROSE.matcher(content);
        int from = lineBegins ? 0 : content.indexOf('\n') + 1;
        boolean ended = (lineBegins || from > 0) && end.find(from);
        return new Prose(plain(ended ? content.substring(0, end.start()) : content), ended);
    }

    private static String plain(String prose) {
        StringBuilder plain = new StringBuilder();
        Matcher code = CODE.matcher(prose);
        int from = 0;
        while (code.find()) {
            plain.append(withoutMarkup(prose.substring(from, code.start()))).append(code.group(2));
            from = code.end();
        }
        return plain.append(withoutMarkup(prose.substring(from))).toString();
    }

    private static String withoutMarkup(String prose) {
        String text =
                LINK.matcher(prose).replaceAll(link -> Matcher.quoteReplacement(label(link.group(1), link.group(2))));
        text = EMPHASIS.matcher(text).replaceAll("$2");
        text = TAG.matcher(text).replaceAll("");
        text = ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1))));
        return ESCAPE.matcher(text).replaceAll("$1");
    }

    private static String label(String label, @Nullable String target) {
        return target == null ? PlainText.readable(label) : label;
    }

    private static String character(String entity) {
        if (entity.matches("#\\d{1,6}")) {
            return Character.toString(Integer.parseInt(entity.substring(1)));
        }
        return CHARACTERS.getOrDefault(entity, "&" + entity + ";");
    }
}
