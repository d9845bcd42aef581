/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.palatine.PalatineVariant;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Roles, emotions and profanity: what is sent where, what comes back, and the profanity filter of texts. */
class PalatineCallAnalysisTest extends PalatineTestSupport {

    private static final String ALL = "diarizationModel=auto&model=m&roles=RAW([\"Оператор\",\"Клиент\"])&emotions=true"
            + "&profanityFilter=HARD&profanityMask=full&profanityPositions=true";

    @ParameterizedTest
    @ValueSource(strings = {"DOCUMENTED", "NEWEST", "OLDEST", "NODE"})
    void rolesEmotionsAndProfanityAreInTheTranscript(PalatineVariant variant) throws Exception {
        palatine.variant(variant);
        simulator.script("call.wav", "Добрый день вот брань и грубость тоже");
        Map<String, Object> named = Map.of(TranscriptionConstants.FILE_NAME, "call.wav");

        Transcript transcript = body("palatine:transcribe?" + ALL, Recordings.wav(2), named, Transcript.class);

        assertThat(transcript.text()).isEqualTo("Добрый день вот ***** и ******** тоже");
        assertThat(transcript.segments()).extracting(Segment::role).containsExactly("Оператор", "Клиент");
        assertThat(transcript.segments())
                .extracting(segment -> segment.emotion().label())
                .containsExactly("neutral", "angry");
        assertThat(transcript.segments().get(1).emotion().probabilities()).hasSize(4);
        assertThat(transcript.segments()).extracting(Segment::profanity).containsExactly(true, true);
        assertThat(transcript.speakers().get("SPEAKER_01"))
                .returns("Клиент", speaker -> speaker.role())
                .returns(1, speaker -> speaker.turns())
                .returns(1, speaker -> speaker.profanityCount());
        assertThat(transcript.profanityHits()).extracting(hit -> hit.segment()).containsExactly(0, 1);
        assertThat(transcript.includedProcessing()).containsExactly("speaker_roles", "emotions", "profanity_filter");
        assertThat(transcript.segments().get(0).words().get(0).confidence()).isEqualTo(0.99);

        JsonNode json = new ObjectMapper().readTree(rendered("json", named));
        assertThat(json.at("/segments/1/role").asText()).isEqualTo("Клиент");
        assertThat(json.at("/segments/1/emotion/label").asText()).isEqualTo("angry");
        assertThat(json.at("/speakers/SPEAKER_00/role").asText()).isEqualTo("Оператор");
        assertThat(rendered("srt", named)).contains("Оператор: Добрый", "Клиент: [angry] и ********");
        assertThat(rendered("vtt", named)).contains("<v Оператор>Добрый", "<v Клиент><c.angry>и ********");
        assertThat(rendered("csv", named)).contains(",Клиент,");
    }

    private String rendered(String format, Map<String, Object> headers) {
        return body("palatine:transcribe?outputFormat=" + format + "&" + ALL, Recordings.wav(2), headers, String.class);
    }

    /** Palatine reads these five only from the form, and all others only from the query. */
    @Test
    void theFormOfAnUploadHasThem() {
        send("palatine:transcribe?" + ALL, Recordings.wav(1));

        RecordedRequest submission = palatine.requests().submissions().get(0);
        assertThat(submission.fields())
                .isEqualTo(Map.of(
                        "roles", "[\"Оператор\",\"Клиент\"]",
                        "emotions", "true",
                        "profanity_filter", "hard",
                        "profanity_mask", "full",
                        "profanity_positions", "true"));
        assertThat(submission.queryParameters()).containsOnlyKeys("model", "diarization_model");
    }

    @Test
    void theJsonOfALinkHasThem() {
        Transcript transcript = body(
                "palatine:transcribe?model=m&profanityFilter=soft&profanityMask=partial&profanityPositions=true",
                URI.create("https://example.com/a.mp3"),
                Transcript.class);

        RecordedRequest submission =
                palatine.requests().of(PalatineCall.SUBMIT_BY_URL).get(0);
        assertThat(submission.body())
                .isEqualTo("{\"source_url\":\"https://example.com/a.mp3\",\"profanity_filter\":\"soft\","
                        + "\"profanity_mask\":\"partial\",\"profanity_positions\":true}");
        assertThat(submission.queryParameters()).containsOnlyKeys("model");
        assertThat(transcript.includedProcessing()).containsExactly("profanity_filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles=auto", "emotions=true"})
    void rolesAndEmotionsOfALinkAreRefused(String option) {
        assertInvalid(
                "palatine:transcribe?diarizationModel=auto&" + option,
                URI.create("https://example.com/a.mp3"),
                "is not offered for a link");
        assertThat(palatine.requests().all()).isEmpty();
    }

    @Test
    void theFormOfTheSynchronousCallHasThem() {
        assertThat(body("palatine:openai-transcription?" + ALL, Recordings.wav(2), Transcript.class)
                        .segments())
                .extracting(Segment::role)
                .containsExactly("Оператор", "Клиент");
        assertThat(palatine.requests().openAiTranscriptions().get(0).fields())
                .containsEntry("roles", "[\"Оператор\",\"Клиент\"]")
                .containsEntry("profanity_positions", "true");
    }

    @Test
    void falseIsNotSent() {
        sent("palatine:transcribe?emotions=false&profanityFilter=false&profanityPositions=false", Recordings.wav(1));

        assertThat(palatine.requests().submissions().get(0).fields()).isEmpty();
    }

    @Test
    void theWarningsHeaderNamesSkippedProcessing() {
        Exchange reply = send("palatine:transcribe?diarizationModel=auto&speakers=1&roles=auto", Recordings.wav(1));

        assertThat(reply.getMessage().getHeader(PalatineConstants.WARNINGS))
                .isEqualTo("speaker_roles_skipped:single_speaker");
        assertThat(reply.getMessage().getBody(Transcript.class).warnings())
                .containsExactly("speaker_roles_skipped:single_speaker");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "palatine:profanity | Вот б***ь и г******ь | 2 | {'text':'Вот брань и грубость'}",
                "palatine:profanity?profanityFilter=soft | Вот б***ь и грубость | 1 | {'text':'Вот брань и грубость','level':'soft'}",
                "palatine:profanity?profanityFilter=true&profanityMask=FULL | Вот ***** и ******** | 2 | {'text':'Вот брань и грубость','level':'hard','mask':'full'}"
            })
    void aTextIsMasked(String uri, String masked, int count, String body) {
        Exchange reply = send(uri, "Вот брань и грубость");

        assertThat(reply.getMessage().getBody(String.class)).isEqualTo(masked);
        assertThat(reply.getMessage().getHeader(PalatineConstants.PROFANITY_COUNT))
                .isEqualTo(count);
        assertThat(palatine.requests().of(PalatineCall.PROFANITY).get(0).body()).isEqualTo(body.replace('\'', '"'));
        assertThat(palatine.requests().paidSubmissions()).isZero();
    }

    @Test
    void textsAreMaskedInTheirOrderWithPositions() {
        PalatineProfanity masked = body(
                "palatine:profanity?profanityPositions=true",
                List.of("Всё хорошо", "\uD83D\uDE00 брань"),
                PalatineProfanity.class);

        assertThat(masked.texts()).containsExactly("Всё хорошо", "\uD83D\uDE00 б***ь");
        assertThat(masked.count()).isEqualTo(1);
        assertThat(masked.counts()).containsExactly(0, 1);
        // In code points: the emoji is one.
        assertThat(masked.hits()).containsExactly(List.of(), List.of(new PalatineProfanity.Hit(2, 7)));
        assertThat(body("palatine:profanity?outputFormat=json", new String[] {"брань"}, String.class))
                .contains("\"texts\":[\"б***ь\"]");
    }

    @Test
    void aTranscriptAndAFileOfTextAreMasked(@TempDir Path folder) throws Exception {
        Transcript transcript = new Transcript(null, null, null, null, "брань", null, null, null, null);
        Path file = Files.writeString(folder.resolve("talk.txt"), "брань");

        for (Object body : new Object[] {transcript, file.toFile(), "брань".getBytes("UTF-8")}) {
            assertThat(body("palatine:profanity?outputFormat=text", body, Object.class))
                    .isEqualTo("б***ь");
        }
    }

    @Test
    void textsThatTheFilterRefusesAreNotSent() {
        List<Object> bodies = List.of(
                List.of(),
                Collections.nCopies(101, "a"),
                List.of("a".repeat(60_000), "b".repeat(40_001)),
                List.of("a", 7));
        for (Object body : bodies) {
            assertInvalid("palatine:profanity", body, "profanity takes");
        }
        assertThat(palatine.requests().all()).isEmpty();
        // An emoji is one character.
        sent("palatine:profanity", "\uD83D\uDE00".repeat(100_000));
    }

    @Test
    void aRequestRejectedForLoadIsRepeated() {
        palatine.faults().onProfanity().status(429).once();

        assertThat(body("palatine:profanity", "брань", String.class)).isEqualTo("б***ь");
    }

    @ParameterizedTest
    @CsvSource({"a.wma, audio/asf", "a.wmv, audio/asf", "a.webm, video/webm", "a.mp3, audio/mpeg", "a.opus, audio/opus"
    })
    void thePartHasAContentTypeOfPalatinesList(String name, String contentType) {
        byte[] silent = new byte[2000];
        send("palatine:submit", silent, Map.of(TranscriptionConstants.FILE_NAME, name));
        send("palatine:sentiment?jobTimeout=1s", silent, Map.of(TranscriptionConstants.FILE_NAME, name));

        assertThat(palatine.requests().submissions().get(0).file().contentType())
                .isEqualTo(contentType);
        assertThat(palatine.requests().of(PalatineCall.SENTIMENT).get(0).file().contentType())
                .isEqualTo(contentType);
    }

    @Test
    void languagesOfThreeLettersAreSent() {
        send("palatine:transcribe?language=haw", Recordings.wav(1));

        assertThat(palatine.requests().submissions().get(0).queryParameter("language"))
                .isEqualTo("haw");
    }
}
