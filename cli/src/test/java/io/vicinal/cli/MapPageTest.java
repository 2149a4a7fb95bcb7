package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code vicinal map} as a browser shows it; its pictures are left in target/map. */
class MapPageTest {
    private static final Path PICTURES = Path.of("target", "map");
    private static final int DOCUMENTS = 1200;

    /** More than a page ever leaves out. */
    private static final int MANY = 8200;

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static String page;

    @BeforeAll
    static void drawAndStart() throws Exception {
        Optional<Path> program = Browser.program();
        Assumptions.assumeTrue(program.isPresent(), "a Chromium on the path");
        Path index = MapFixture.make(folder.resolve("topics.index"), DOCUMENTS);
        Path file = folder.resolve("map.html");
        MapFixture.draw(index, file, "--colour-by", "topic");
        page = file.toUri().toString();
        browser = Browser.start(program.get(), folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void ordinaryWindow() throws Exception {
        browser.size(1400, 900);
        browser.dark(false);
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.errors()).isEmpty();
    }

    private static double number(String expression) throws InterruptedException {
        return ((Number) browser.evaluate(expression)).doubleValue();
    }

    /** Where what was opened is, from left to right: in the middle of what panel and card leave free. */
    private static double middle() throws InterruptedException {
        return number("(document.getElementById('panel').getBoundingClientRect().right + 24"
                + " + document.getElementById('card').getBoundingClientRect().left - 16) / 2");
    }

    /** How many pixels of the points' canvas are painted strongly: those of faded points are not. */
    private static double inked() throws InterruptedException {
        return number("""
                (async () => {
                  const drawn = document.getElementById('points');
                  const copy = document.createElement('canvas');
                  copy.width = drawn.width; copy.height = drawn.height;
                  const pen = copy.getContext('2d');
                  dispatchEvent(new Event('resize'));
                  await new Promise(done => requestAnimationFrame(() => { pen.drawImage(drawn, 0, 0); done(); }));
                  const pixels = pen.getImageData(0, 0, copy.width, copy.height).data;
                  let count = 0;
                  for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 200) count++;
                  return count;
                })()""");
    }

    @Test
    void pointsAreDrawnInLightAndDarkOnAnyScreen() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            for (int width : new int[] {1400, 400}) {
                browser.size(width, width == 400 ? 800 : 900);
                browser.open(page);
                assertThat(browser.evaluate("document.documentElement.dataset.theme"))
                        .isEqualTo(dark ? "dark" : "light");
                assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
                assertThat(inked()).isGreaterThan(5_000);
                browser.screenshot(PICTURES.resolve("topics-%d-%s.png".formatted(width, dark ? "dark" : "light")));
            }
        }
    }

    @Test
    void withoutWebGlTheSamePointsAreDrawn() throws Exception {
        browser.open(page);
        assertThat(browser.evaluate("document.documentElement.dataset.ready")).isEqualTo("WebGL");
        double fast = inked();
        browser.open(page + "#draw=canvas");
        assertThat(browser.evaluate("document.documentElement.dataset.ready")).isEqualTo("canvas");
        assertThat(inked()).isCloseTo(fast, within(0.3 * fast));
    }

    @Test
    void searchLightsUpMatchesAndCountsThem() throws Exception {
        browser.open(page);
        double all = inked();
        browser.key("/");
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("query");
        for (char key : "OWLS note".toCharArray()) {
            browser.key(String.valueOf(key));
        }
        browser.await("document.getElementById('count').textContent === '150 of 1,200 match'");
        assertThat(browser.evaluate("document.querySelector('#found button').innerText"))
                .isEqualTo("d3\nA note about owls, number 3, with some owls in it. Second line.");
        browser.settle();
        assertThat(inked()).isLessThan(all / 2);
        browser.screenshot(PICTURES.resolve("topics-search.png"));
        browser.key("Enter");
        browser.await("document.querySelector('#card.pinned h2').textContent === 'd3'");
        assertThat(number("document.querySelectorAll('#card .near button').length"))
                .isEqualTo(5);
        browser.key("Escape");
        browser.key("Escape");
        browser.await("document.getElementById('count').textContent === ''");
        assertThat(browser.evaluate("document.getElementById('card').hidden")).isEqualTo(true);
    }

    @Test
    void whatDocumentsSayIsTextAndNothingElse() throws Exception {
        browser.open(page + "#q=" + "onerror");
        assertThat(browser.evaluate("document.getElementById('count').textContent"))
                .isEqualTo("1 of 1,200 matches");
        browser.click("#found button");
        assertThat(browser.evaluate("document.querySelector('#card h2').textContent"))
                .isEqualTo(MapFixture.EVIL_ID);
        assertThat(browser.evaluate("document.querySelector('#card p').textContent"))
                .isEqualTo(MapFixture.EVIL_TEXT);
        assertThat(browser.evaluate("document.querySelector('#legend').textContent")
                        .toString())
                .contains("<i>evil</i>");
        assertThat(browser.evaluate("document.title")).isEqualTo("topics.index");
        assertThat(number("document.querySelectorAll('img, #card b i, #card script').length"))
                .isZero();
    }

    @Test
    void theLegendFilters() throws Exception {
        browser.open(page);
        assertThat(number("document.querySelectorAll('#legend button').length")).isEqualTo(9);
        assertThat(browser.evaluate("document.querySelector('#legend button').innerText"))
                .isEqualTo("boats\n150");
        double all = inked();
        browser.click("#legend button");
        assertThat(browser.evaluate("document.querySelector('#legend button').ariaPressed"))
                .isEqualTo("true");
        browser.settle();
        double some = inked();
        assertThat(some).isLessThan(all / 2);
        browser.evaluate(
                "(() => { const q = document.getElementById('query'); q.value = 'number 1'; q.dispatchEvent(new Event('input')); })()");
        browser.await("/^[1-9][0-9]* of 1,200 match$/.test(document.getElementById('count').textContent)");
        assertThat(browser.evaluate("document.getElementById('found').textContent")
                        .toString())
                .contains("boats")
                .doesNotContain("bread");
        browser.click("#all");
        browser.await("document.getElementById('found').textContent.includes('bread')");
    }

    @Test
    void colouringsCanBeChosen() throws Exception {
        browser.open(page + "#colour=year");
        assertThat(browser.evaluate("document.getElementById('colouring').value"))
                .isEqualTo("year");
        assertThat(browser.evaluate("document.getElementById('legend').textContent")
                        .toString())
                .contains("1900 – 19")
                .doesNotContain("boats");
        browser.screenshot(PICTURES.resolve("topics-years.png"));
    }

    @Test
    void aPointTellsItsDocumentUnderThePointer() throws Exception {
        browser.open(page + "#id=d42&colour=topic");
        assertThat(browser.evaluate("document.querySelector('#card h2').textContent"))
                .isEqualTo("d42");
        browser.click("#card .near button");
        browser.settle();
        String name = browser.evaluate("document.querySelector('#card h2').textContent")
                .toString();
        assertThat(name).isNotEqualTo("d42");
        double x = middle();
        double y = number("innerHeight / 2");
        browser.click("#card .shut");
        browser.mouse("mouseMoved", x, y);
        assertThat(browser.evaluate("document.querySelector('#card:not(.pinned):not([hidden]) h2').textContent"))
                .isEqualTo(name);
        assertThat(browser.evaluate("document.querySelector('#card dl').textContent")
                        .toString())
                .contains("topic", "year");
        browser.screenshot(PICTURES.resolve("topics-hover.png"));
        browser.mouse("mousePressed", x, y);
        browser.mouse("mouseReleased", x, y);
        assertThat(browser.evaluate("document.querySelector('#card.pinned h2').textContent"))
                .isEqualTo(name);
        assertThat(browser.evaluate("location.hash")).isEqualTo("#id=" + name);
        browser.screenshot(PICTURES.resolve("topics-open.png"));
    }

    @Test
    void wheelAndKeysZoomAndDraggingMoves() throws Exception {
        browser.open(page);
        browser.key("Enter");
        String middle = browser.evaluate("document.querySelector('#card h2').textContent")
                .toString();
        browser.key("Escape");
        double before = inked();
        browser.wheel(900, 450, -400);
        browser.settle();
        double closer = inked();
        assertThat(closer).as("points grow").isNotCloseTo(before, within(0.05 * before));
        browser.mouse("mousePressed", 900, 450);
        browser.mouse("mouseMoved", 700, 450);
        browser.mouse("mouseMoved", 300, 450);
        browser.mouse("mouseReleased", 300, 450);
        browser.key("Enter");
        assertThat(browser.evaluate("document.querySelector('#card h2').textContent"))
                .isNotEqualTo(middle);
        browser.key("Escape");
        browser.key("0");
        browser.settle();
        assertThat(inked()).isCloseTo(before, within(0.02 * before));
        for (int i = 0; i < 8; i++) {
            browser.key("+");
        }
        browser.settle();
        assertThat(inked()).as("few points are left in the window").isLessThan(before / 2);
    }

    /** What is under a finger stays under it. */
    @Test
    void twoFingersZoomToWhereTheyAre() throws Exception {
        browser.open(page + "#id=d42");
        double x = middle();
        double y = number("innerHeight / 2");
        browser.click("#card .shut");
        browser.touch("touchStart", new double[] {x + 100, y}, new double[] {x, y});
        browser.touch("touchMove", new double[] {x + 300, y + 50}, new double[] {x - 100, y + 50});
        browser.touch("touchEnd");
        assertThat(browser.evaluate("document.getElementById('card').hidden"))
                .as("nothing is opened by that")
                .isEqualTo(true);
        browser.mouse("mouseMoved", x - 100, y + 50);
        assertThat(browser.evaluate("document.querySelector('#card:not(.pinned):not([hidden]) h2').textContent"))
                .isEqualTo("d42");
    }

    @Test
    void aFingerMovesAndOpens() throws Exception {
        browser.open(page + "#id=d42");
        double x = middle();
        double y = number("innerHeight / 2");
        browser.click("#card .shut");
        browser.touch("touchStart", new double[] {x, y});
        browser.touch("touchMove", new double[] {x - 80, y + 60});
        browser.touch("touchEnd");
        assertThat(browser.evaluate("document.getElementById('card').hidden")).isEqualTo(true);
        browser.touch("touchStart", new double[] {x - 80, y + 60});
        browser.touch("touchEnd");
        assertThat(browser.evaluate("document.querySelector('#card.pinned h2').textContent"))
                .isEqualTo("d42");
    }

    /** Here a browser without a graphics card is played by a clock that says that everything takes a second. */
    @Test
    void slowBrowsersDrawFewerPointsWhileTheViewMovesAndAllOnceItRests() throws Exception {
        Path index = MapFixture.make(folder.resolve("many.index"), MANY);
        Path file = folder.resolve("many.html");
        MapFixture.draw(index, file);
        browser.openAfter("""
                let seconds = 0;
                performance.now = () => 1000 * ++seconds;
                globalThis.drawn = [];
                const draw = WebGLRenderingContext.prototype.drawArrays;
                WebGLRenderingContext.prototype.drawArrays = function (kind, first, count) {
                  drawn.push(count);
                  draw.call(this, kind, first, count);
                };""", file.toUri().toString());
        for (int i = 0; i < 10; i++) {
            browser.key("+");
            browser.settle();
        }
        browser.await("drawn.includes(8000) && drawn.at(-1) === " + MANY);
    }

    @Test
    void everythingHasANameForThoseWhoDoNotSeeIt() throws Exception {
        browser.open(page);
        assertThat(browser.evaluate("""
                [...document.querySelectorAll('button, input, select, canvas[role]')]
                  .filter(node => !(node.ariaLabel || node.textContent.trim() || node.labels?.length)).map(node => node.outerHTML).join()""")).isEqualTo("");
        assertThat(browser.evaluate("document.getElementById('picture').ariaLabel"))
                .isEqualTo("Map of 1,200 documents");
        browser.key("?");
        assertThat(browser.evaluate("document.getElementById('help').open")).isEqualTo(true);
        assertThat(browser.evaluate("document.getElementById('kept').textContent")
                        .toString())
                .matches("Of the 15 documents nearest to one, [1-9][0-9]* % are among the 15 nearest to it here\\.");
        browser.screenshot(PICTURES.resolve("topics-help.png"));
    }
}
