package io.vicinal.cli;

import io.vicinal.cli.terminal.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Chromium without a window, driven over the Chrome DevTools Protocol. It is given no network but this machine's. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<Map<?, ?>> messages = new LinkedBlockingQueue<>();
    private final List<String> errors = new ArrayList<>();
    private int calls;

    private Browser(Process process, HttpClient client, String address) {
        this.process = process;
        this.socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener())
                .join();
    }

    /** Finds the program on the path. */
    static Optional<Path> program() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }

    /** Starts it, with a profile in the folder. */
    static Browser start(Path program, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--no-first-run",
                        "--disable-quic",
                        "--disable-sync",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--use-angle=swiftshader",
                        "--enable-unsafe-swiftshader",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String host = host(process.errorReader());
            HttpClient client = HttpClient.newHttpClient();
            String pages = client.send(
                            HttpRequest.newBuilder(URI.create("http://" + host + "/json/list"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher page =
                    Pattern.compile("\"(ws://[^\"]*/devtools/page/[^\"]*)\"").matcher(pages);
            if (!page.find()) {
                throw new IOException("no page in " + pages);
            }
            Browser browser = new Browser(process, client, page.group(1));
            browser.call("Page.enable", Map.of());
            browser.call("Runtime.enable", Map.of());
            browser.call("Log.enable", Map.of());
            return browser;
        } catch (IOException | RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    private static String host(BufferedReader errors) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                // Nobody else reads what it goes on to say, and it must not wait for that.
                Thread drain = new Thread(() -> errors.lines().forEach(rest -> {}));
                drain.setDaemon(true);
                drain.start();
                return matcher.group(1);
            }
            read.append(line).append('\n');
        }
        throw new IOException("the browser has ended: " + read);
    }

    /** Puts messages together from their pieces. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            message.append(piece);
            if (last) {
                messages.add(CommandRun.jsonLines(message.toString()).getFirst());
                message.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Calls a method of the protocol and returns its result. */
    private Map<?, ?> call(String method, Map<String, Object> parameters) throws InterruptedException {
        long id = ++calls;
        socket.sendText(Json.line(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            Map<?, ?> message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no answer to " + method);
            }
            Object event = message.get("method");
            if ("Runtime.exceptionThrown".equals(event) || "Log.entryAdded".equals(event)) {
                errors.add(Json.line(message));
            }
            if (message.get("id") instanceof Long answered && answered == id) {
                if (message.get("result") instanceof Map<?, ?> result) {
                    return result;
                }
                throw new AssertionError(method + ": " + message);
            }
        }
    }

    /** What the page has complained of so far. */
    List<String> errors() {
        return errors;
    }

    void size(int width, int height) throws InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 640));
    }

    /** Sets what the page is told of the user's wishes; movements are not wanted, so that nothing need be waited for. */
    void dark(boolean dark) throws InterruptedException {
        List<Map<String, Object>> features = List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"));
        call("Emulation.setEmulatedMedia", Map.of("features", features));
    }

    /** Opens a page from the beginning and waits until its script says that it is ready. */
    void open(String address) throws InterruptedException {
        call("Page.navigate", Map.of("url", "about:blank"));
        call("Page.navigate", Map.of("url", address));
        await("document.documentElement.dataset.ready");
        settle();
    }

    /** Opens a page for which a script has prepared the browser. */
    void openAfter(String script, String address) throws InterruptedException {
        Object added = call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                .get("identifier");
        open(address);
        call("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", String.valueOf(added)));
    }

    /** Waits until an expression is true, and returns its value. */
    Object await(String expression) throws InterruptedException {
        return evaluate("""
                (async () => {
                  for (let i = 0; i < 600; i++) {
                    try { const value = %s; if (value) return value; } catch { }
                    await new Promise(done => setTimeout(done, 50));
                  }
                  throw new Error('never came: ' + document.body?.innerText.slice(0, 300));
                })()""".formatted(expression));
    }

    /** Computes an expression in the page; promises are waited for. */
    Object evaluate(String expression) throws InterruptedException {
        Map<?, ?> answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.get("exceptionDetails") != null) {
            throw new AssertionError(expression + ": " + Json.line(answer));
        }
        Object value = answer.get("result") instanceof Map<?, ?> result ? result.get("value") : null;
        return value == null ? "" : value;
    }

    /** Waits until what was changed is drawn. */
    void settle() throws InterruptedException {
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    void screenshot(Path file) throws IOException, InterruptedException {
        settle();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Object image = call("Page.captureScreenshot", Map.of("format", "png")).get("data");
        Files.write(file, Base64.getDecoder().decode(String.valueOf(image)));
    }

    void mouse(String type, double x, double y) throws InterruptedException {
        boolean down = type.equals("mousePressed") || type.equals("mouseReleased");
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", down ? "left" : "none", "clickCount", down ? 1 : 0));
    }

    /** Puts fingers on the screen, moves or lifts them, each at a place x, y. */
    void touch(String type, double[]... places) throws InterruptedException {
        List<Map<String, Object>> fingers = new ArrayList<>();
        for (double[] place : places) {
            fingers.add(Map.of("x", place[0], "y", place[1], "id", fingers.size()));
        }
        call("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", fingers));
    }

    void wheel(double x, double y, double by) throws InterruptedException {
        call("Input.dispatchMouseEvent", Map.of("type", "mouseWheel", "x", x, "y", y, "deltaX", 0, "deltaY", by));
    }

    void click(String selector) throws InterruptedException {
        evaluate("document.querySelector('%s').click()".formatted(selector));
    }

    /** Presses a key; one that writes writes its character. */
    void key(String key) throws InterruptedException {
        String text = key.length() == 1 ? key : "";
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", text));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        // The profile is in use until then.
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
