/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit6.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.subtitle.Speech.segment;
import static io.github.cameltranscription.subtitle.Speech.transcript;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataTypeTransformerTest extends CamelTestSupport {

    private static final Transcript TRANSCRIPT =
            transcript(Duration.ofSeconds(2), null, segment(0, 2, "Анна", "Привет & пока"));

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (String format : List.of("srt", "vtt", "csv", "text", "json")) {
                    from("direct:" + format).transformDataType("transcription:" + format);
                }
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"srt, SRT", "vtt, VTT", "csv, CSV", "text, TEXT", "json, JSON"})
    void rendersATranscriptAndSetsTheContentType(String dataType, OutputFormat format) {
        Exchange reply = send(dataType, TRANSCRIPT);

        assertThat(reply.getMessage().getBody())
                .isInstanceOf(String.class)
                .isEqualTo(TranscriptRenderer.render(TRANSCRIPT, format));
        assertThat(reply.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo(format.getContentType());
        assertThat(reply.getMessage().getHeader("kept")).isEqualTo("yes");
    }

    @Test
    void readsTheJsonOfATranscriptInEveryForm(@TempDir Path folder) throws Exception {
        String json = TRANSCRIPT.toJson();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("transcript.json"), bytes);
        String expected = (String) TranscriptRenderer.render(TRANSCRIPT, OutputFormat.VTT);

        for (Object body : List.of(
                json,
                bytes,
                new ByteArrayInputStream(bytes),
                file.toFile(),
                file,
                TranscriptConverters.toJsonNode(TRANSCRIPT))) {
            assertThat(send("vtt", body).getMessage().getBody())
                    .as(body.getClass().getName())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"no JSON", "[]", ""})
    void failsOnWhatIsNoTranscript(Object body) {
        assertThatThrownBy(() -> template().requestBody("direct:srt", body))
                .isInstanceOf(CamelExecutionException.class);
    }

    private Exchange send(String dataType, Object body) {
        Exchange reply = template().request("direct:" + dataType, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader("kept", "yes");
        });
        assertThat(reply.getException()).isNull();
        return reply;
    }
}
