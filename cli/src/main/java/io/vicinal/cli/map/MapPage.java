package io.vicinal.cli.map;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page: markup, styles, scripts and data in one file. Of what documents say, nothing is ever taken for markup: texts are compressed, so that
 * only letters and digits are left of them, and names stand in JSON without angle brackets.
 */
final class MapPage {
    private static final List<String> SCRIPTS =
            List.of("data.js", "palette.js", "view.js", "points.js", "labels.js", "card.js", "panel.js", "main.js");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    private MapPage() {}

    /** What a part of the page is given to. */
    interface Output {
        void write(String part) throws IOException;
    }

    /**
     * Writes the page, part by part.
     *
     * @param title plain text
     * @param facts JSON
     * @param places packed
     * @param texts packed
     */
    static void write(String title, String facts, String places, String texts, Output output) throws IOException {
        Map<String, String> values = Map.of(
                "title", escaped(title),
                "styles", resource("map.css"),
                "facts", facts.replace("<", "\\u003c").replace(">", "\\u003e"),
                "places", places,
                "texts", texts,
                "script", script());
        String template = resource("map.html");
        Matcher gap = PLACE.matcher(template);
        int from = 0;
        while (gap.find()) {
            output.write(template.substring(from, gap.start()));
            String value = values.get(gap.group(1));
            if (value == null) {
                throw new IllegalStateException("there is nothing for " + gap.group());
            }
            output.write(value);
            from = gap.end();
        }
        output.write(template.substring(from));
    }

    private static String script() {
        return SCRIPTS.stream().map(MapPage::resource).collect(Collectors.joining("\n", "(async () => {\n", "})();\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream stream = MapPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
