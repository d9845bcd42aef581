/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.UnreadableResultException;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Shopot answers something that its documentation does not have. */
@Tag("server")
class ShopotUnexpectedAnswersTest extends ShopotTestSupport {

    private static final String JSON = "application/json";

    /** "The exact shape of each is not documented, so read a string or an object." */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Один два\" | 0",
                "\"\" | 0",
                "\"{в скобках} не JSON\" | 0",
                "{\"text\":\"Один два\"} | 0",
                "{\"list\":\"Один два\"} | 0",
                "{\"list\":[{\"start\":\"0.5\",\"end\":1.5,\"speaker\":7,\"text\":\"Один\"},{\"text\":\"два\"}]} | 2",
                "{\"paragraphs\":[{\"text\":\"Один два\"}]} | 1",
                "[{\"start\":0,\"end\":1,\"text\":\"Один\"},{\"text\":\"два\"}] | 2",
                "\"{\\\"list\\\":[{\\\"start\\\":NaN,\\\"text\\\":\\\"Один два\\\"}]}\" | 1"
            })
    void anOutputOfAnyShapeIsATranscript(String output, int segments) {
        nextStatus("{\"id\":\"1\",\"status\":\"COMPLETED\",\"new\":{\"a\":[1]},\"output\":" + output + "}");

        Transcript transcript = body("shopot:transcribe", Recordings.wav(1), Transcript.class);

        assertThat(transcript.segments()).hasSize(segments);
        if (output.contains("Один")) {
            assertThat(transcript.text()).isEqualTo("Один два");
        }
        assertThat(transcript.raw()).contains("\"new\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'words':['a']}", "[{'phrase':'Да.'}]", "{'list':[{'start':0,'phrase':'Да.'}]}"})
    void anOutputWithoutAKnownTextIsAnError(String output) {
        shopot.faults()
                .onStatus()
                .body("{\"status\":\"COMPLETED\",\"output\":" + output.replace('\'', '"') + "}", JSON)
                .always();

        Exchange reply = send("shopot:transcribe", Recordings.wav(1));

        assertThat(reply.getException())
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining(shopot.jobs().get(0).id())
                .hasMessageNotContaining("Да.");
    }

    /** Labels, texts and the lack of names as a client in paid use has met them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "shopot:transcribe | ru | Спикер 6 | Спикер 2",
                "shopot:transcribe | en | Speaker 6 | Speaker 2",
                "shopot:transcribe | - | Speaker 6 | Speaker 2",
                "shopot:transcribe?language=uk | - | Спікер 6 | Спікер 2",
                "shopot:transcribe?speakerPrefix=Voice | ru | Voice 6 | Voice 2",
                "shopot:transcribe?speakerPrefix=RAW(#) | ru | #6 | #2",
                "shopot:transcribe?speakerPrefix= | ru | 6 | 2"
            })
    void speakersThatAreNumbersHaveNames(String uri, String language, String first, String second) {
        shopot.faults()
                .onStatus()
                .body("""
                        {"status":"COMPLETED","output":{"language":%s,"list":[
                        {"start":"0.5","end":"1.5","speaker":6,"text":"Да."},
                        {"start":"1.5","end":"1.6","speaker":"2","text":"  "},
                        {"start":"1.6","end":"2.5","speaker":"2","text":"Нет."},
                        {"start":"2.5","end":"3.5","speaker":"SPEAKER_7","text":"Ну."}]}}""".formatted(language == null ? null : "\"" + language + "\""), JSON)
                .times(2);

        Transcript transcript = body(uri, Recordings.wav(1), Transcript.class);

        assertThat(transcript.segments()).extracting(Segment::speaker).containsExactly("6", "2", "SPEAKER_7");
        assertThat(transcript.segments())
                .extracting(segment -> transcript.nameOf(segment.speaker()))
                .containsExactly(first, second, "SPEAKER_7");
        String separator = uri.contains("?") ? "&" : "?";
        assertThat(body(uri + separator + "outputFormat=srt", Recordings.wav(1), String.class))
                .contains(first + ": Да.", second + ": Нет.", "SPEAKER_7: Ну.");
    }

    @Test
    void oddValuesAreTolerated() {
        nextStatus("""
                        {"status":"COMPLETED","balance_minutes":"no limit","summary":null,"summary_status":"",
                        "output":{"duration":"12,5","language":null,"list":[null,5,{"start":"x","end":-1,"text":null}]}}""");

        Exchange reply = send("shopot:transcribe", Recordings.wav(1));

        assertThat(reply.getMessage().getBody(Transcript.class).duration()).hasMillis(12_500);
        assertThat(reply.getMessage().getHeader(ShopotConstants.BALANCE_MINUTES))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e308", "NaN", "-Infinity"})
    void impossibleNumbersAreLeftOut(String number) {
        shopot.faults().onStatus().body("""
                        {"status":"COMPLETED","balance_minutes":1e308,"progress":1e308,
                        "output":{"duration":1e308,"language":"ru","text":"Да.",
                        "list":[{"start":1e308,"end":1e308,"text":"Да."}]}}""".replace("1e308", number), JSON).always();

        Transcript reply = body("shopot:transcribe", Recordings.wav(1), Transcript.class);

        assertThat(reply.duration()).isNull();
        assertThat(reply.segments()).hasSize(1);
    }
}
