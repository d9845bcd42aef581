/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** AIESA answers something that its documentation does not have. */
@Tag("server")
class AiesaUnexpectedAnswersTest extends AiesaTestSupport {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"transcription_id\":\"%s\"}",
                "{\"transcription_id\":\" %s \",\"need_confirm\":\"true\",\"new\":[{}]}",
                "{\"id\":\"%s\"}",
                "{\"data\":{\"id\":\"%s\",\"need_confirm\":null}}",
                "{\"status\":\"success\",\"data\":{\"transcription_id\":\"%s\"},\"id\":\"request-7\"}"
            })
    void anIdIsFoundWhereverItIs(String answer) {
        String jobId = submit();
        aiesa.faults()
                .onSubmit()
                .status(201)
                .body(String.format(answer, jobId), JSON)
                .once();

        Exchange reply = send("aiesa:transcribe", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        assertThat(jobId(reply)).isEqualTo(jobId);
        assertThat(reply.getMessage().getHeader(AiesaConstants.NEED_CONFIRM))
                .isEqualTo(answer.contains("\"true\"") ? true : null);
    }

    @Test
    void anUnknownAnswerIsAnErrorWithItsWords() {
        aiesa.faults()
                .onStatus()
                .body("{\"error\":\"maintenance\",\"message\":\"Перерыв\"}", JSON)
                .always();

        Exchange reply = send("aiesa:status?maxRetries=0", null, about("job-1"));

        assertFailed(reply, ErrorCategory.PROVIDER_UNAVAILABLE, 200);
        assertThat(reply.getException()).hasMessageContainingAll("does not say", "maintenance", "Перерыв");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"results\":null", ",\"results\":{}", ",\"results\":{\"json\":null,\"text\":7}"})
    void aJobWithoutResultsIsNotDoneYet(String results) {
        nextStatus("{\"data\":{\"status\":\"completed\"" + results + "}}");

        assertThat(status().state()).isEqualTo(JobState.PENDING);
    }

    @Test
    void aStatusWithoutDataIsRead() {
        nextStatus("{\"id\":\"1\",\"status\":\"processing\",\"progress\":65}");

        assertThat(status().progress()).isEqualTo(65);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\",\"message\":\"ok\",\"data\":{\"status\":\"processing\",\"progress\":65}}",
                "{\"data\":{\"status\":\"processing\",\"progress\":65},\"status\":\"failed\",\"progress\":1}"
            })
    void membersBesideDataAreNotAboutTheJob(String answer) {
        nextStatus(answer);

        JobStatus status = status();
        assertThat(status.state()).isEqualTo(JobState.PENDING);
        assertThat(status.progress()).isEqualTo(65);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"65\" | 65",
                "\" 65.7 \" | 65",
                "65.2 | 65",
                "\"65,5\" | 65",
                "-3 | 0",
                "250 | 100",
                "\"half\" |",
                "{} |",
                "[7] |",
                "null |"
            })
    void progressIsUnderstoodInAnyShape(String written, Integer progress) {
        nextStatus("{\"data\":{\"status\":\"processing\",\"progress\":" + written + "}}");

        assertThat(status().progress()).isEqualTo(progress);
    }

    private JobStatus status() {
        return body("aiesa:status", null, about("job-1"), JobStatus.class);
    }

    @Test
    void numbersMayBeStrings() {
        nextStatus("""
                        {"data":{"status":"processing","progress":"40","minutes_billed":"2.5","cost":"2,10",
                        "priority_type":7,"filename":["x"]}}""");

        Exchange reply = send("aiesa:status", null, about("job-1"));

        assertThat(reply.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.PROGRESS, 40)
                .containsEntry(AiesaConstants.MINUTES_BILLED, 3)
                .containsEntry(AiesaConstants.COST, 2.1)
                .containsEntry(AiesaConstants.PRIORITY, "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e308", "-1e308", "1e19", "9223372036854775808", "\"NaN\"", "\"Infinity\"", "NaN", "-1"})
    void impossibleNumbersAreLeftOut(String number) {
        nextStatus("""
                        {"data":{"status":"processing","duration_seconds":%1$s,"duration_minutes":%1$s,
                        "minutes_billed":%1$s,"progress":%1$s,"cost":1.5}}""".formatted(number));

        Exchange reply = send("aiesa:status", null, about("job-1"));

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getHeaders())
                .doesNotContainKeys(TranscriptionConstants.DURATION, AiesaConstants.MINUTES_BILLED)
                .containsEntry(AiesaConstants.COST, 1.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"Только текст\"", "{\"text\":\"Только текст\"}", "{\"text\":\"Только текст\",\"model\":{}}"})
    void anAnalysisMayBeATextAlone(String analysis) {
        nextStatus("{\"data\":{\"status\":\"processing\",\"ai_analysis\":" + analysis + "}}");

        Exchange reply = send("aiesa:status", null, about("job-1"));

        assertThat(reply.getMessage().getHeader(AiesaConstants.ANALYSIS)).isEqualTo("Только текст");
    }

    @Test
    void aJobThatCompletedWithAnErrorInPlaceOfResultsHasFailed() {
        nextStatus("{\"data\":{\"status\":\"completed\",\"progress\":100,\"results\":null,"
                + "\"error_message\":\"Нет речи\"}}");

        assertThat(send("aiesa:await", null, about("job-1")).getException())
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("Нет речи");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{'status':'failed','error_message':null} | gave no reason | JOB_FAILED",
                "{'status':'failed'} | gave no reason | JOB_FAILED",
                "{'status':'Error','error':'Decoder died'} | Decoder died | JOB_FAILED",
                "{'status':'cancelled'} | cancelled at AIESA | JOB_FAILED",
                "{'status':'canceled','progress':40} | cancelled at AIESA | JOB_FAILED",
                "{'status':'failed','message':'Not enough balance'} | Not enough balance | INSUFFICIENT_BALANCE"
            })
    void theStatusWordAloneEndsAFailedJob(String data, String reason, ErrorCategory category) {
        nextStatus("{\"data\":" + data.replace('\'', '"') + "}");

        Exchange reply = send("aiesa:await", null, about("job-1"));

        assertThat(reply.getException()).hasMessageContaining(reason);
        assertThat(((TranscriptionException) reply.getException()).getCategory())
                .isEqualTo(category);
    }

    /** The members in the vendor's reference of v2, and others that it may add. */
    @Test
    void theDetailsHaveTheOtherMembersOfTheStatus() {
        nextStatus("""
                        {"data":{"id":"job-1","status":"processing","progress":65,"normalization_enabled":true,
                        "filename":"запись.mp3","file_size":15728640,"duration_minutes":2.09,"results":null,"billed_at":null,
                        "recognized_speakers":[],"new":{"a":[1,"b",null]}},"request":"7"}""");

        Exchange reply = send("aiesa:status", null, about("job-1"));

        Map<String, Object> details = new HashMap<>();
        details.put("id", "job-1");
        details.put("status", "processing");
        details.put("progress", 65.0);
        details.put("normalization_enabled", true);
        details.put("filename", "запись.mp3");
        details.put("file_size", 15728640);
        details.put("duration_minutes", 2.09);
        details.put("new", Map.of("a", Arrays.asList(1, "b", null)));
        assertThat(reply.getMessage().getHeader(AiesaConstants.DETAILS)).isEqualTo(details);
        assertThat(reply.getMessage().getBody(String.class)).contains("normalization_enabled");
    }
}
