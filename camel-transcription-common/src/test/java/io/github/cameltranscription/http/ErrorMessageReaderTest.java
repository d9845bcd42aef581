/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class ErrorMessageReaderTest {

    private static final String SECRET = "sk-very-secret-0123456789";

    @Test
    void aDetailTextIsTheMessage() {
        assertThat(read("{\"detail\":\"Неверный токен\"}")).isEqualTo("Неверный токен");
    }

    @Test
    void aDetailListGivesAllItsMessages() {
        assertThat(read("{\"detail\":[{\"loc\":[\"query\",\"model\"],\"msg\":\"field required\",\"type\":\"missing\"},"
                        + "{\"loc\":[\"query\",\"n\"],\"msg\":\"not a number\",\"type\":\"int\"}]}"))
                .isEqualTo("field required; not a number");
    }

    @Test
    void errorMessageAndWhatIsWrongWithEachFieldAreTold() {
        assertThat(read("{\"error\":\"validation\",\"message\":\"bad language\",\"errors\":{\"language\":[\"xx\"]}}"))
                .isEqualTo("validation; bad language; language: xx");
    }

    @Test
    void anErrorObjectAsOpenAiSendsItIsRead() {
        assertThat(read("{\"error\":{\"message\":\"quota exceeded\",\"type\":\"insufficient\",\"code\":\"q1\"}}"))
                .isEqualTo("quota exceeded; q1");
    }

    @Test
    void anHtmlPageIsCalledOneAndGivenWithoutItsMarkup() {
        assertThat(read("<!DOCTYPE html><html><head><style>b {color: red}</style><title>502 Bad Gateway</title></head>"
                        + "<body><script>alert(1)</script><h1>Sorry</h1></body></html>"))
                .isEqualTo("HTTP 418 with an HTML page, as from a proxy: 502 Bad Gateway Sorry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\r\n"})
    void anEmptyBodyIsCalledOne(String body) {
        assertThat(read(body)).isEqualTo("HTTP 418 with an empty body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"detail\":\"cut in the mid", "{broken}", "[1,", "{}", "[]", "{\"foo\":1}", "plain text"})
    void whatCannotBeReadIsGivenAsItIs(String body) {
        assertThat(read(body)).isEqualTo(body);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(read("{\"detail\":\"" + "я".repeat(5000) + "\"}")).isEqualTo("я".repeat(300) + "...");
        assertThat(read("x".repeat(5000))).isEqualTo("x".repeat(300) + "...");
    }

    @Test
    void deeplyNestedJsonDoesNoHarm() {
        assertThat(read("[".repeat(100_000))).hasSize(303);
    }

    @Test
    void aSecretIsMaskedBeforeTheTextIsCutLestItsBeginningRemain() {
        String echo = "x".repeat(290) + SECRET;

        assertThat(read(echo)).doesNotContain("sk-very");
        assertThat(read("{\"detail\":\"" + echo + "\"}")).doesNotContain("sk-very");
        assertThat(read("<p>" + "x".repeat(240) + SECRET + "</p>")).doesNotContain("sk-very");
    }

    @Test
    void aSecretThatJsonWritesWithEscapesIsMaskedToo() {
        assertThat(read("{\"detail\":\"token \\u0073k-very-secret-0123456789 is bad\"}"))
                .isEqualTo("token xxxxxx is bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<script", "<script>", "</script", "<script></", "<style><", "{\"", "[", "[{\"a\":"})
    void aPageThatIsMadeToBeReadSlowlyIsNot(String part) {
        String body = part.repeat(200_000 / part.length());

        for (String page : List.of(body, "<" + body)) {
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(page)))
                    .hasSizeLessThan(400);
        }
    }

    @Test
    void aSecretAcrossTheCutOfALongPageIsMasked() {
        for (int before = 64 * 1024 - SECRET.length(); before <= 64 * 1024; before++) {
            assertThat(read("<p " + " ".repeat(before - 4) + ">" + SECRET)).doesNotContain("sk-");
        }
    }

    private static String read(String body) {
        return ErrorMessageReader.read(
                new HttpAnswer(418, Map.of(), body.getBytes(StandardCharsets.UTF_8)), new SecretMask(SECRET));
    }
}
