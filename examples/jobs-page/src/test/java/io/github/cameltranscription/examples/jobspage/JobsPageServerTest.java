/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The requests that the server refuses. The test writes them to a socket, because no client sends most of them. */
@Tag("server")
class JobsPageServerTest {

    private static final String PAGE = "X-Jobs-Page: 1\r\n";

    @TempDir
    static Path folder;

    private static Application application;

    /** An answer, with its headers as one text. */
    private record Answer(int status, String headers, String body) {

        JsonNode json() throws IOException {
            return Reply.JSON.readTree(body);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        application = Application.start(folder.resolve("jobs"), recording -> Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
    }

    @Test
    void anotherHostNameIsRefused() throws IOException {
        for (String name :
                new String[] {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a@localhost"}) {
            assertThat(send(application, "GET /jobs.json", "Host: " + name + "\r\n", "")
                            .status())
                    .as(name)
                    .isIn(400, 421);
        }
        assertThat(send(application, "GET /jobs.json?Host=localhost", "Host: evil.example\r\n", "")
                        .status())
                .isEqualTo(421);
        for (String name :
                new String[] {"localhost", "LOCALHOST:80", "127.0.0.1:" + application.port(), "[::1]:8080"}) {
            assertThat(send(application, "GET /jobs.json", "Host: " + name + "\r\n", "")
                            .status())
                    .as(name)
                    .isEqualTo(200);
        }
    }

    /** HTTP/2 has no header {@code Host}, and a query parameter may have that name. */
    @Test
    void theHostNameComesFromTheAddress() throws Exception {
        RequestGuard guard = new RequestGuard("", "127.0.0.1", "jobs.example");

        guard.process(request("https://jobs.example:8443/jobs.json"));
        guard.process(request("http://[::1]/"));
        for (String address : new String[] {
            "https://evil.example/?Host=localhost", "http://localhost@evil.example/", "http:///jobs.json", "/jobs.json"
        }) {
            Exchange request = request(address);
            request.getMessage().setHeader("Host", "localhost");
            assertThatThrownBy(() -> guard.process(request)).as(address).isInstanceOf(RefusedException.class);
        }
    }

    private static Exchange request(String address) {
        Exchange exchange = new DefaultExchange(application.context());
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
        exchange.getMessage().setHeader(Exchange.HTTP_URL, address);
        return exchange;
    }

    @Test
    void aRequestThatChangesSomethingMustComeFromThePage() throws IOException {
        String body = "{\"provider\":\"palatine\",\"jobKey\":\"k\"}";
        for (String address : new String[] {"/parked/forget", "/parked/retry", "/uploads", "/uploads/1/0"}) {
            assertThat(post(address, "", body).status()).as(address).isEqualTo(403);
            assertThat(post(address + "?X-Jobs-Page=1", "", body).status()).isEqualTo(403);
            assertThat(post(address, PAGE + "Origin: http://evil.example\r\n", body)
                            .status())
                    .isEqualTo(403);
            assertThat(post(address, PAGE + "Origin: null\r\n", body).status()).isEqualTo(403);
            assertThat(post(address, PAGE + "Sec-Fetch-Site: cross-site\r\n", body)
                            .status())
                    .isEqualTo(403);
            assertThat(send(application, "GET " + address, "Host: localhost\r\n" + PAGE, "")
                            .status())
                    .isIn(404, 405);
        }
        assertThat(post("/parked/forget", PAGE + "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n", body)
                        .json()
                        .path("changed")
                        .asBoolean(true))
                .isFalse();
        assertThat(post("/parked/list", PAGE, body).status()).isEqualTo(400);
        assertThat(post("/parked/forget", PAGE, "{\"provider\":\"file\",\"jobKey\":\"k\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anUploadStaysInItsFolder() throws IOException {
        byte[] recording = Recordings.wav(1);
        String wanted =
                "{\"name\":\"../../..\\\\x/../.${sys.user.home}\\u0000\\u202e.wav\",\"size\":" + recording.length + "}";

        Answer begun = post("/uploads", PAGE, wanted);
        assertThat(begun.json().path("name").asText()).isEqualTo("${sys.user.home}.wav");
        String id = begun.json().path("id").asText();
        assertThat(post("/uploads/" + id + "/5", PAGE, "x").status()).isEqualTo(409);
        assertThat(post("/uploads/../0", PAGE, "x").status()).isIn(404, 405);
        assertThat(post("/uploads/..%2f..%2f/0", PAGE, "x").status()).isEqualTo(404);
        assertThat(post("/uploads/" + id + "/0", PAGE, recording)
                        .json()
                        .path("complete")
                        .asBoolean())
                .isTrue();
        assertThat(post("/uploads/" + id + "/0", PAGE, "x").status()).isEqualTo(404);

        Awaitility.await().until(() -> transcripts().size() > 0);
        String transcript = transcripts().get(0).path("id").asText();
        assertThat(transcripts().get(0).path("fileName").asText()).isEqualTo("${sys.user.home}.wav");
        // A file may disappear while the folder is listed.
        Awaitility.await().ignoreExceptions().untilAsserted(() -> {
            try (Stream<Path> all = Files.walk(folder)) {
                assertThat(all).allMatch(file -> file.startsWith(application.folder()) || file.equals(folder));
            }
        });
        Answer part = get("/transcripts/" + transcript + "/recording", "Range: bytes=0-3\r\n");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("RIFF");
        assertThat(part.headers()).containsIgnoringCase("content-range: bytes 0-3/" + recording.length);
        assertThat(get("/transcripts/" + transcript + "/recording", "Range: bytes=999999999-\r\n")
                        .status())
                .isEqualTo(416);
        assertThat(get("/transcripts/" + transcript + "/recording", "").headers())
                .contains("200");
        for (String file : new String[] {"about.json", "..%2fabout.json", "transcript.exe", "%2e%2e"}) {
            assertThat(get("/transcripts/" + transcript + "/" + file, "").status())
                    .isEqualTo(404);
        }
        assertThat(get("/transcripts/..%2f..%2fjobs/recording", "").status()).isEqualTo(404);
        assertThat(get("/transcripts/" + transcript + "/transcript.vtt?id=..", "")
                        .status())
                .isIn(200, 404);
    }

    @Test
    void anUploadHasALimit() throws IOException {
        assertThat(post("/uploads", PAGE, "{\"name\":\"a.wav\",\"size\":4000000}")
                        .status())
                .isEqualTo(413);
        assertThat(post("/uploads", PAGE, "{\"name\":\"a.wav\",\"size\":0}").status())
                .isEqualTo(400);
        assertThat(post("/uploads", PAGE, "{\"name\":\"a.exe\",\"size\":10}").status())
                .isEqualTo(415);
        assertThat(post("/uploads", PAGE, "no json").status()).isEqualTo(400);
        String id = post("/uploads", PAGE, "{\"name\":\"a.wav\",\"size\":10}")
                .json()
                .path("id")
                .asText();
        assertThat(post("/uploads/" + id + "/0", PAGE, "more than ten bytes").status())
                .isEqualTo(400);
        // Refused by the server before it is read as a whole.
        assertThat(post("/uploads/" + id + "/0", PAGE, new byte[3_000_000]).status())
                .isEqualTo(413);
    }

    @Test
    void thePageAllowsNothingFromElsewhere() throws IOException {
        Answer page = get("/", "");

        assertThat(page.headers())
                .contains("default-src 'none'", "script-src 'sha256-", "style-src 'sha256-", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(page.body())
                .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", " style=", "onclick=\"");
        assertThat(get("/jobs.json", "").headers()).containsIgnoringCase("nosniff");
    }

    @Test
    void anAddressThatOthersCanReachRequiresAPassword(@TempDir Path others) throws Exception {
        for (String address : new String[] {"0.0.0.0", "::", "192.0.2.1"}) {
            assertThatThrownBy(() -> new RequestGuard("", address)).hasMessageContaining("jobs-page.password");
        }
        new RequestGuard("", "127.0.0.1");
        new RequestGuard("", "::1");
        assertThatThrownBy(() -> Application.start(
                        others.resolve("open"), recording -> Duration.ZERO, "jobs-page.host", "0.0.0.0"))
                .hasStackTraceContaining("has no password");
        try (Application closed = Application.start(
                others.resolve("closed"),
                recording -> Duration.ZERO,
                "jobs-page.host",
                "0.0.0.0",
                "jobs-page.password",
                "пароль")) {
            for (String address : new String[] {"/", "/jobs.json", "/transcripts.json"}) {
                assertThat(send(closed, "GET " + address, "Host: localhost\r\n", "")
                                .status())
                        .isEqualTo(401);
                assertThat(send(closed, "GET " + address, "Host: localhost\r\n" + basic("wrong"), "")
                                .status())
                        .isEqualTo(401);
                assertThat(send(closed, "GET " + address, "Host: localhost\r\n" + basic("пароль"), "")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(send(closed, "GET /", "Host: localhost\r\nAuthorization: Basic %%\r\n", "")
                            .headers())
                    .containsIgnoringCase("www-authenticate: basic");
        }
    }

    private static String basic(String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("any:" + password).getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    private static JsonNode transcripts() throws IOException {
        return get("/transcripts.json", "").json();
    }

    private static Answer get(String address, String headers) throws IOException {
        return send(application, "GET " + address, "Host: localhost\r\n" + headers, "");
    }

    private static Answer post(String address, String headers, String body) throws IOException {
        return post(address, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer post(String address, String headers, byte[] body) throws IOException {
        return send(application, "POST " + address, "Host: localhost\r\n" + headers, body);
    }

    private static Answer send(Application to, String request, String headers, String body) throws IOException {
        return send(to, request, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer send(Application to, String request, String headers, byte[] body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", to.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.0\r\n" + headers + "Connection: close\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Answer(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
        }
    }
}
