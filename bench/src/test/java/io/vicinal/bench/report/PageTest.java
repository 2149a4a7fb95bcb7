package io.vicinal.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PageTest {
    private static final String EVIL = "a</script><!--<b>\"&'{{data}}";

    @Test
    void holdsTheWholeResult() throws Exception {
        assertThat(data(Page.of(Samples.full()))).isEqualTo(Samples.full());
    }

    @Test
    void needsNothingButItself() {
        assertThat(Page.of(Samples.full()))
                .doesNotContain("http:", "https:", "src=", "@import", "{{")
                .doesNotContainPattern("<link|url\\((?!#)");
    }

    @Test
    void takesNoNameForMarkup() throws Exception {
        ArenaResult result =
                Samples.of(List.of(Samples.point(EVIL, EVIL, 1, 0.9, 10), Samples.point("hnsw", "M 16", 1, 0.96, 10)));

        String page = Page.of(result);

        assertThat(data(page)).isEqualTo(result);
        assertThat(page).doesNotContain("<b>\"", "a</script>", "<!--<b").contains("&lt;!--&lt;b&gt;&quot;&amp;");
        assertThat(Pattern.compile("</script>").matcher(page).results()).hasSize(2);
        parse(RecallPlot.picture(result));
    }

    @Test
    void drawsWellFormedPlots() throws Exception {
        List<String> plots = Pattern.compile("<svg class=\"plot.*?</svg>", Pattern.DOTALL)
                .matcher(Page.of(Samples.full()))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(plots).as("two scales, three sizes, filters, changes").hasSize(2 * 3 + 4 + 2);
        for (String plot : plots) {
            parse(plot);
            assertThat(plot).contains("role=\"img\"", "<title", "<desc").doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void namesEachPlotsPartsUniquely() {
        List<String> ids = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(Page.of(Samples.full()))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }

    @Test
    void offersRatiosToEveryEngine() {
        String page = Page.of(Samples.full());

        assertThat(page).contains("<option selected=\"selected\">hnswlib-cpp</option>");
        assertThat(Pattern.compile("data-ratios=\"([^\"]+)\"").matcher(page).results())
                .hasSize(9 * 3)
                .allSatisfy(match -> assertThat(match.group(1).split("\\|")).hasSize(9));
    }

    @Test
    void showsFiltersAndChangesOnlyWhereTheyWereMeasured() {
        assertThat(Page.of(Samples.full())).contains("<h2>Filters</h2>", "<h2>Changes</h2>", "<h2>Left out");
        assertThat(Page.of(Samples.of(Samples.full().points())))
                .doesNotContain("<h2>Filters</h2>", "<h2>Changes</h2>", "<h2>Left out");
    }

    private static ArenaResult data(String page) throws Exception {
        Matcher matcher = Pattern.compile("id=\"data\">(.*?)</script>").matcher(page);
        assertThat(matcher.find()).isTrue();
        return ArenaJson.parse(matcher.group(1));
    }

    private static void parse(String svg) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
