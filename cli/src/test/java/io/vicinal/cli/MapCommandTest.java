package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapCommandTest {
    private static final Pattern FACTS =
            Pattern.compile("<script type=\"application/json\" id=\"facts\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private Path index(int documents) throws IOException {
        return MapFixture.make(folder.resolve("topics.index"), documents);
    }

    private Path page() {
        return folder.resolve("map.html");
    }

    @Test
    void thePageNeedsNothingButItself() throws IOException {
        CommandRun run = MapFixture.draw(index(400), page());
        assertThat(run.number("documents")).isEqualTo(400);
        assertThat(run.number("preserved")).isBetween(0.2, 1.0);
        assertThat(run.number("neighbourRecall")).isEqualTo(1);
        String html = Files.readString(page());
        assertThat(run.json().get("bytes")).isEqualTo(Files.size(page()));
        assertThat(html).startsWith("<!doctype html>").contains("<title>topics.index</title>");
        assertThat(html)
                .doesNotContain("{{")
                .doesNotContainPattern("(src|href)=")
                .doesNotContain("@import", "import(");
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
        assertThat(html).as("what documents say is no markup").doesNotContain("hacked", "<i>evil");
    }

    @Test
    void theSameIndexGivesTheSamePage() throws IOException {
        Path index = index(300);
        MapFixture.draw(index, page());
        byte[] first = Files.readAllBytes(page());
        MapFixture.draw(index, page());
        assertThat(Files.readAllBytes(page())).isEqualTo(first);
        MapFixture.draw(index, page(), "--seed", 7);
        assertThat(Files.readAllBytes(page())).isNotEqualTo(first);
    }

    @Test
    void colouringsAreThoseAskedForAndThoseWorthwhile() throws IOException {
        Path index = index(300);
        CommandRun run = MapFixture.draw(index, page(), "--colour-by", "year");
        assertThat((List<?>) run.json().get("colourings")).first().isEqualTo("year");
        assertThat((List<?>) run.json().get("colourings"))
                .map(String::valueOf)
                .contains("topic")
                .doesNotContain("note");
        Matcher facts = FACTS.matcher(Files.readString(page()));
        assertThat(facts.find()).isTrue();
        assertThat(facts.group(1))
                .contains("\"kind\":\"range\"", "1900 – ", "\\u003ci\\u003eevil", "300 documents · test:topics");
        CommandRun missing = CommandRun.of("map", index, "--out", page(), "--colour-by", "nosuch");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.complaint()).containsExactly("vicinal: no document has the field 'nosuch' to colour by");
    }

    @Test
    void clustersAreNamedByTheWordsOfTheirTexts() throws IOException {
        MapFixture.draw(index(480), page(), "--clusters", MapFixture.TOPICS.size());
        Matcher facts = FACTS.matcher(Files.readString(page()));
        assertThat(facts.find()).isTrue();
        String clusters = facts.group(1)
                .substring(facts.group(1).indexOf("\"cluster\""), facts.group(1).indexOf("\"topic\""));
        for (String topic : MapFixture.TOPICS) {
            assertThat(clusters).containsPattern("\"label\":\"%s[\",]".formatted(topic));
        }
    }

    @Test
    void aPartCanBeDrawn() throws IOException {
        Path index = index(400);
        CommandRun some = MapFixture.draw(index, page(), "--limit", 150, "--title", "Some <notes>");
        assertThat(some.number("documents")).isEqualTo(150);
        assertThat(some.number("leftOut")).isEqualTo(250);
        assertThat(Files.readString(page())).contains("<h1>Some &lt;notes&gt;</h1>", "150 of 400 documents");
        CommandRun filtered = MapFixture.draw(index, page(), "--filter", "topic = 'owls'");
        assertThat(filtered.number("documents")).isEqualTo(50);
        assertThat(filtered.number("leftOut")).isZero();
        CommandRun both = MapFixture.draw(index, page(), "--filter", "topic = 'owls'", "--limit", 20);
        assertThat(both.number("documents")).isEqualTo(20);
        CommandRun people = CommandRun.of("map", index, "--out", page(), "--limit", 20);
        assertThat(people.code()).isZero();
        assertThat(people.out()).isEmpty();
        assertThat(people.err()).contains("380 documents are left out", "map.html: 20 documents, ");
    }

    @Test
    void veryFewDocumentsAreDrawnToo() throws IOException {
        Path index = index(400);
        for (int limit : new int[] {1, 2, 3, 9}) {
            assertThat(MapFixture.draw(index, page(), "--limit", limit).number("documents"))
                    .isEqualTo(limit);
        }
    }

    @Test
    void whatCannotBeDrawnIsExplained() throws IOException {
        Path index = index(8);
        CommandRun nothing = CommandRun.of("map", index, "--out", page(), "--filter", "year = 7");
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.complaint()).containsExactly("vicinal: there are no documents to draw");
        assertThat(page()).doesNotExist();
        CommandRun nowhere = CommandRun.of("map", index, "--out", folder.resolve("no/map.html"));
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("there is no file or folder ");
        assertThat(CommandRun.of("map", folder, "--out", page()).err()).contains("is no index");
    }
}
