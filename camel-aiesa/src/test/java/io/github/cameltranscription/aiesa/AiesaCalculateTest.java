/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.aiesa.AiesaDurationReading;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaCalculateTest extends AiesaTestSupport {

    /** The example of aiesa.ru.txt, with a field that it does not have. */
    private static final String DOCUMENTED = """
            {"durationSeconds": 120.5, "durationMinutes": 2.01, "minutesBilled": 3, "cost": 0.05, "promotion": {"a": []},
             "balance": {"balance": 15000.5, "currency": "RUB", "credit_limit": 50000, "overdraft_enabled": true,
              "overdraft_used": 0, "available_credit": 65000.5, "tariff_plan": "regional_plus",
              "usage_current_month": {"minutes_lightning": 1250, "minutes_queue": 8500, "total_cost": 3125.5}}}""";

    @TempDir
    Path folder;

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:both")
                        .enrich("aiesa:calculate", (recording, priced) -> {
                            recording
                                    .getMessage()
                                    .setHeader("price", priced.getMessage().getHeader(AiesaConstants.COST));
                            return recording;
                        })
                        .to("aiesa:transcribe");
            }
        };
    }

    @Test
    void theDocumentedAnswerIsATypedRecordAndHeaders() {
        aiesa.faults().onCalculate().body(DOCUMENTED, JSON).once();

        Exchange reply = send("aiesa:calculate?duration=00:05", null);

        assertThat(reply.getMessage().getBody())
                .isEqualTo(new AiesaCost(
                        120.5,
                        2.01,
                        3,
                        0.05,
                        new AiesaBalance(
                                15000.5,
                                "RUB",
                                50000.0,
                                true,
                                0.0,
                                65000.5,
                                "regional_plus",
                                new AiesaUsage(1250.0, 8500.0, 3125.5))));
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.PROVIDER, "aiesa")
                .containsEntry(AiesaConstants.COST, 0.05)
                .containsEntry(AiesaConstants.CURRENCY, "RUB")
                .containsEntry(AiesaConstants.AVAILABLE_CREDIT, 65000.5)
                .containsEntry(AiesaConstants.MINUTES_BILLED, 3);
        assertThat(question()).isEqualTo("{\"priority\":\"queue\",\"duration\":\"00:05\"}");
    }

    @Test
    void anAnswerWithTheCostAloneIsEnough() {
        aiesa.faults().onCalculate().body("{\"cost\":\"0.7\"}", JSON).once();

        Exchange reply = send("aiesa:calculate?duration=00:05", null);

        assertThat(reply.getMessage().getBody()).isEqualTo(new AiesaCost(null, null, null, 0.7, null));
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(AiesaConstants.COST, 0.7)
                .doesNotContainKeys(
                        AiesaConstants.CURRENCY, AiesaConstants.AVAILABLE_CREDIT, AiesaConstants.MINUTES_BILLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"cost\":null}", "{\"cost\":\"free\"}", "[]", "null", "", "<html>", "{\"cost\":1"})
    void anAnswerWithoutACostIsAnError(String answer) {
        aiesa.faults().onCalculate().body(answer, JSON).once();

        Exchange reply = send("aiesa:calculate?duration=00:05&maxRetries=0", null);

        assertFailed(reply, ErrorCategory.PROVIDER_UNAVAILABLE, 200);
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 1);
    }

    @Test
    void aMissingCostIsRequestedAgain() {
        aiesa.faults().onCalculate().body("{}", JSON).once();

        assertThat(send("aiesa:calculate?duration=00:05&maxRetries=1", null).getException())
                .isNull();
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 2);
    }

    @Test
    void theCostTravelsAsJson() throws Exception {
        aiesa.faults().onCalculate().body(DOCUMENTED, JSON).once();

        Exchange reply = send("aiesa:calculate?duration=00:05", null);

        String text = reply.getMessage().getBody(String.class);
        assertThat(text).contains("\"durationSeconds\":120.5").contains("\"available_credit\":65000.5");
        assertThat(reply.getMessage().getBody(byte[].class)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.getMessage().getBody(InputStream.class).readAllBytes())
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(AiesaCost.read(text)).isEqualTo(reply.getMessage().getBody());
    }

    @Test
    void theFieldsOfTheUserAreSentUnchanged() {
        send("aiesa:calculate?duration=0:5&priority=lightning", null);
        send("aiesa:calculate?duration=1:00", "  02:30\n");
        send("aiesa:calculate", Map.of("priority", "someday", "duration", 65, "promotion", "spring"));
        send("aiesa:calculate?priority=lightning", "{\"duration\":\"01:00\"}");
        send("aiesa:calculate", "{\"duration\":\"02:00\"}".getBytes(StandardCharsets.UTF_8));
        send("aiesa:calculate", new ByteArrayInputStream(" {\"priority\":null,\"duration\":\"03:00\"}".getBytes()));
        send("aiesa:calculate?duration=00:10&param.tariff=x", null, Map.of(AiesaConstants.PRIORITY, "lightning"));

        assertThat(aiesa.requests().calculations())
                .extracting(request -> request.body())
                .satisfiesExactly(
                        body -> assertThat(body).isEqualTo("{\"priority\":\"lightning\",\"duration\":\"0:5\"}"),
                        body -> assertThat(body).isEqualTo("{\"duration\":\"02:30\",\"priority\":\"queue\"}"),
                        body -> assertThat(body)
                                .contains("\"priority\":\"someday\"", "\"duration\":65", "\"promotion\":\"spring\""),
                        body -> assertThat(body).isEqualTo("{\"duration\":\"01:00\",\"priority\":\"lightning\"}"),
                        body -> assertThat(body).isEqualTo("{\"duration\":\"02:00\",\"priority\":\"queue\"}"),
                        body -> assertThat(body).isEqualTo("{\"priority\":\"queue\",\"duration\":\"03:00\"}"),
                        body -> assertThat(body)
                                .isEqualTo("{\"priority\":\"lightning\",\"duration\":\"00:10\",\"tariff\":\"x\"}"));
    }

    @ParameterizedTest
    @CsvSource({"mm:ss, 00:05", "hh:mm:ss, 00:00:05", "hh:mm, 00:01", "seconds, 5"})
    void aWavOfFourAndAHalfSecondsIsMeasuredAndWrittenByOption(String format, String written) throws Exception {
        Path file = Files.write(folder.resolve("call.wav"), Recordings.wav(3));

        for (Object body :
                new Object[] {file.toFile(), Recordings.wav(3), new ByteArrayInputStream(Recordings.wav(3))}) {
            assertThat(send("aiesa:calculate?durationFormat=" + format, body).getException())
                    .isNull();
        }

        assertThat(aiesa.requests().calculations())
                .extracting(request -> request.body())
                .hasSize(3)
                .containsOnly("{\"priority\":\"queue\",\"duration\":\"" + written + "\"}");
    }

    @Test
    void aFlacIsMeasuredToo() {
        Exchange reply = send("aiesa:calculate", flac(44_100, 44_100L * 90));

        assertThat(question()).contains("\"duration\":\"01:30\"");
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(AiesaConstants.MINUTES_BILLED, 2)
                .containsEntry(AiesaConstants.COST, 1.4);
    }

    /** A FLAC is its marker and a STREAMINFO block, which has the rate in 20 bits and the samples in 36. */
    private static byte[] flac(int rate, long samples) {
        ByteBuffer flac = ByteBuffer.allocate(42);
        flac.put("fLaC".getBytes(StandardCharsets.US_ASCII)).putInt(0x80000022);
        flac.putShort((short) 4096).putShort((short) 4096).put(new byte[6]);
        flac.putLong((long) rate << 44 | 1L << 41 | 15L << 36 | samples);
        return flac.array();
    }

    @Test
    void theHeaderWinsOverTheOptionAndTheOptionOverTheRecording() {
        send("aiesa:calculate?duration=07:00", Recordings.wav(3), Map.of(TranscriptionConstants.DURATION, "61.2"));
        send("aiesa:calculate?duration=07:00", Recordings.wav(3));

        assertThat(aiesa.requests().calculations())
                .extracting(request -> request.body())
                .satisfiesExactly(body -> assertThat(body).contains("\"01:02\""), body -> assertThat(body)
                        .contains("\"07:00\""));
    }

    @Test
    void aPriceOfARecordingLeavesTheRecordingWhole() {
        Exchange reply = send("direct:both", new ByteArrayInputStream(Recordings.wav(3)));

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getHeader("price")).isEqualTo(0.7);
        assertThat(reply.getMessage().getBody(Transcript.class).segments()).hasSize(3);
    }

    @Test
    void thePriceDependsOnThePriority() {
        assertThat(cost("aiesa:calculate?duration=10:00")).isEqualTo(7.0);
        assertThat(cost("aiesa:calculate?duration=10:00&priority=lightning")).isEqualTo(14.0);
    }

    @Test
    void theReplyHasTheLengthThatAiesaCalculatedWith() {
        aiesa.durationReading(AiesaDurationReading.HOURS_AND_MINUTES);

        Exchange reply = send("aiesa:calculate?duration=00:05", null);

        assertThat(reply.getMessage().getBody(AiesaCost.class).durationSeconds())
                .isEqualTo(300.0);
    }

    private Object cost(String uri) {
        return send(uri, null).getMessage().getHeader(AiesaConstants.COST);
    }

    @Test
    void anInvalidRequestIsRefusedBeforeAnythingIsSent() {
        byte[] mp3 = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0, 0, 0};
        assertRefused(
                send("aiesa:calculate", mp3, Map.of(Exchange.FILE_NAME, "call.mp3")),
                ErrorCategory.INVALID_REQUEST,
                "the length of call.mp3",
                "is not known",
                "duration=00:05",
                TranscriptionConstants.DURATION);
        assertRefused(
                send("aiesa:calculate", null),
                ErrorCategory.INVALID_REQUEST,
                "the length of the recording is not known");
        assertRefused(
                send("aiesa:calculate", "{\"duration\":"),
                ErrorCategory.INVALID_REQUEST,
                "not the JSON of a calculation",
                "{\"priority\":\"queue\",\"duration\":\"00:05\"}");
        for (Object seconds : new Object[] {"long", "", 0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    send("aiesa:calculate", null, Map.of(TranscriptionConstants.DURATION, seconds)),
                    ErrorCategory.INVALID_REQUEST,
                    TranscriptionConstants.DURATION + " \"" + seconds + "\"",
                    "give a number of seconds");
        }
        assertRefused(
                send("aiesa:calculate?duration=00:05", null, Map.of(AiesaConstants.PRIORITY, "urgent")),
                ErrorCategory.INVALID_REQUEST,
                "priority \"urgent\"");
        assertThat(aiesa.requests().all()).isEmpty();
    }

    @Test
    void aRefusalIsAnErrorWithAiesasWords() {
        Exchange reply = send("aiesa:calculate?duration=five", null);

        assertFailed(reply, ErrorCategory.INVALID_REQUEST, 422);
        assertThat(reply.getException()).hasMessageContaining("duration: The duration is not valid");
    }

    private String question() {
        return aiesa.requests().calculations().get(0).body();
    }
}
