/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

/** A page of a Chromium, over the DevTools protocol. */
public final class DevTools implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_SECONDS = 30;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;

    private DevTools() {}

    static DevTools connect(int port) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        URI targets = URI.create("http://127.0.0.1:" + port + "/json/list");
        JsonNode page = Awaitility.await("a page")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .until(() -> firstPage(client, targets), found -> found != null);
        DevTools tools = new DevTools();
        tools.socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), tools)
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network", "Accessibility")) {
            tools.call(domain + ".enable", Map.of());
        }
        return tools;
    }

    private static JsonNode firstPage(HttpClient client, URI targets) throws IOException, InterruptedException {
        String list = client.send(HttpRequest.newBuilder(targets).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : JSON.readTree(list)) {
            if (target.path("type").asText().equals("page")) {
                return target;
            }
        }
        return null;
    }

    /** Calls a method of the protocol and gives its result. */
    public JsonNode call(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        try {
            String call = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
            socket.sendText(call, true).join();
            JsonNode answered = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (answered.has("error")) {
                throw new IllegalStateException(method + ": " + answered.path("error"));
            }
            return answered.path("result");
        } catch (Exception e) {
            throw new IllegalStateException(method, e);
        }
    }

    /** The parameters of all events of this method since the page was opened. */
    public List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    /** Opens an address and waits until it is loaded. */
    public void open(String url) {
        events.clear();
        call("Page.navigate", Map.of("url", url));
        Awaitility.await(url).atMost(Duration.ofSeconds(LIMIT_SECONDS)).until(() -> !events("Page.loadEventFired")
                .isEmpty());
    }

    /** The value of a JavaScript expression, awaited where it is a promise. */
    public JsonNode evaluate(String expression) {
        JsonNode result = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** The visible text of the first element of this selector. */
    public String text(String selector) {
        return evaluate("document.querySelector('" + selector + "').innerText").asText();
    }

    /** Clicks the middle of an element. */
    public void click(String selector) {
        evaluate("document.querySelector('" + selector + "').scrollIntoView({block: 'nearest', behavior: 'instant'})");
        JsonNode box = middle(selector);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", box.path("x"), "y", box.path("y"), "button", "left", "clickCount", 1));
        }
    }

    /** Presses and releases a key. */
    public void press(String key) {
        int code = key.equals("Tab") ? 9 : key.equals("Enter") ? 13 : key.equals("Escape") ? 27 : 32;
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code, "text", text));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /** Drops files onto the middle of an element, as from a file manager. */
    public void drop(String selector, Path... files) {
        JsonNode box = middle(selector);
        Map<String, ?> data = Map.of(
                "items",
                List.of(),
                "files",
                Stream.of(files).map(file -> file.toAbsolutePath().toString()).toList(),
                "dragOperationsMask",
                1);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            call("Input.dispatchDragEvent", Map.of("type", type, "x", box.path("x"), "y", box.path("y"), "data", data));
        }
    }

    private JsonNode middle(String selector) {
        return evaluate("(({x, y, width, height}) => ({x: x + width / 2, y: y + height / 2}))(document.querySelector('"
                + selector + "').getBoundingClientRect())");
    }

    /** The size of the window, in CSS pixels; a phone has a touch screen. */
    public void window(int width, int height, boolean phone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    }

    /** Sets the preferred color scheme. */
    public void dark(boolean dark) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The accessibility violations that axe finds in the current page: rule, and elements with reasons. */
    public List<String> violations() throws IOException {
        if (evaluate("typeof axe").asText().equals("undefined")) {
            evaluate(axe() + "; 0");
        }
        return evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one =>"
                        + " one.id + ': ' + one.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')))")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static String axe() throws IOException {
        String folder = "META-INF/resources/webjars/axe-core/";
        try (InputStream properties = resource("META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            Properties pom = new Properties();
            pom.load(properties);
            try (InputStream script = resource(folder + pom.getProperty("version") + "/axe.min.js")) {
                return new String(script.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (found == null) {
            throw new IOException(name + " is not on the class path");
        }
        return found;
    }

    /** Role and name of every element for a screen reader, such as {@code button "Start"}. */
    public List<String> accessibleNodes() {
        return call("Accessibility.getFullAXTree", Map.of())
                .path("nodes")
                .valueStream()
                .filter(node -> !node.path("ignored").asBoolean())
                .map(node -> node.path("role").path("value").asText() + " \""
                        + node.path("name").path("value").asText() + "\"")
                .toList();
    }

    public void screenshot(Path file) throws IOException {
        byte[] png = Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
        Files.createDirectories(file.getParent());
        Files.write(file, png);
    }

    /** The errors of the page: exceptions of scripts, refused resources. */
    public List<String> complaints() {
        return events.stream()
                .filter(event -> event.path("method").asText().equals("Runtime.exceptionThrown")
                        || event.path("method").asText().equals("Log.entryAdded")
                                && event.path("params")
                                        .path("entry")
                                        .path("level")
                                        .asText()
                                        .equals("error"))
                .map(JsonNode::toString)
                .toList();
    }

    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            try {
                received(JSON.readTree(message.toString()));
            } catch (IOException e) {
                failCalls(e);
            }
            message.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void received(JsonNode received) {
        if (received.has("id")) {
            calls.remove(received.path("id").asInt()).complete(received);
        } else {
            events.add(received);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        failCalls(new IOException("the browser has closed the connection: " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        failCalls(error);
    }

    private void failCalls(Throwable why) {
        calls.values().forEach(call -> call.completeExceptionally(why));
    }
}
