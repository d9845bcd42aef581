/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.multipart.Multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class AiesaLifeCycleTest extends AiesaTestBase {

    private static final String FIRST_FIELDS =
            "id status progress duration_seconds duration_minutes minutes_billed priority_type filename file_size"
                    + " source_type model language results ai_analysis error_message created_at started_at completed_at"
                    + " billed_at";
    private static final byte[] TALK = WavFile.of(4, -1, 4, -1, 4);

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.processingTime(Duration.ofMinutes(9)).linkedAudioDuration(Duration.ofMillis(125_500));
    }

    private static Multipart link() {
        return new Multipart().field("source_type", "url").field("source_url", "https://example.com/a/talk.mp3?x=1");
    }

    private static Multipart talk() {
        return Multipart.ofFile("talk.wav", "audio/wav", TALK);
    }

    private JsonObject completed(Multipart form) throws IOException, InterruptedException {
        String id = client.submitted(form);
        clock.advance(Duration.ofMinutes(9));
        return client.status(id);
    }

    @Test
    void anUploadIsAnsweredAsDocumented() throws Exception {
        HttpResponse<String> answer = client.submit(talk().field("language", "en")
                .field("priority", "lightning")
                .field("enable_diarization", "true")
                .field("ai_prompt", ""));

        assertStatus(201, answer);
        JsonObject body = new JsonObject(answer.body());
        String id = body.getString("transcription_id");
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(body)
                .isEqualTo(new JsonObject()
                        .put("transcription_id", id)
                        .put("status", "pending")
                        .put("model", "base")
                        .put("language", "en")
                        .put("priority_type", "lightning")
                        .put("need_confirm", true)
                        .put("message", "Transcription created. File processing started in background."));
        aiesa.needConfirm(false);
        assertThat(new JsonObject(client.submit(talk()).body()).getBoolean("need_confirm"))
                .isFalse();
        aiesa.requests().assertSubmitted(2).assertCount(AiesaCall.SUBMIT, 2);
        assertThat(aiesa.requests().submissions().get(0).file().fileName()).isEqualTo("talk.wav");
        assertThat(aiesa.requests().submissions().get(0).fields()).containsEntry("priority", "lightning");
    }

    @Test
    void progressRisesWithTheClock() throws Exception {
        String id = client.submitted(talk());
        JsonObject pending = client.status(id);
        assertThat(pending.getString("status")).isEqualTo("pending");
        assertThat(pending.getInteger("progress")).isZero();
        assertThat(pending.getString("created_at")).isEqualTo("2025-10-29T11:22:33Z");
        assertThat(pending.getValue("started_at")).isNull();

        clock.advance(Duration.ofMinutes(3));
        assertThat(client.status(id).getString("status")).isEqualTo("processing");
        assertThat(client.status(id).getInteger("progress")).isZero();
        clock.advance(Duration.ofMinutes(3));
        assertThat(client.status(id).getInteger("progress")).isEqualTo(50);
        clock.advance(Duration.ofMinutes(3).minusMillis(1));

        JsonObject processing = client.status(id);
        assertThat(processing.getInteger("progress")).isEqualTo(99);
        assertThat(processing.fieldNames()).containsExactly(FIRST_FIELDS.split(" "));
        assertThat(processing.getString("started_at")).isEqualTo("2025-10-29T11:25:33Z");
        assertThat(processing.getValue("results")).isNull();
        assertThat(processing.getValue("error_message")).isNull();
        assertThat(processing.getInteger("minutes_billed")).isEqualTo(1);
        assertThat(processing.getLong("file_size")).isEqualTo(TALK.length);
        assertThat(processing.getString("source_type")).isEqualTo("upload");

        clock.advance(Duration.ofMillis(1));
        assertThat(client.status(id).getString("status")).isEqualTo("completed");
        assertThat(aiesa.job(id).orElseThrow().statusPolls()).isEqualTo(6);
        assertThat(aiesa.job(id).orElseThrow().state()).isEqualTo(JobState.SUCCESS);
        assertThat(aiesa.jobs()).hasSize(1);
        assertThat(aiesa.requests().statusPolls()).hasSize(6);
    }

    @Test
    void aFinishedLinkIsShownAsDocumented() throws Exception {
        JsonObject data = completed(link());

        String results = aiesa.cdnUrl() + "/transcriptions/" + data.getString("id");
        assertThat(data)
                .isEqualTo(new JsonObject()
                        .put("id", data.getString("id"))
                        .put("status", "completed")
                        .put("progress", 100)
                        .put("duration_seconds", 125.5)
                        .put("duration_minutes", 2.09)
                        .put("minutes_billed", 3)
                        .put("cost", 2.1)
                        .put("priority_type", "queue")
                        .put("filename", "talk.mp3")
                        .put("file_size", null)
                        .put("source_type", "url")
                        .put("model", "base")
                        .put("language", "ru")
                        .put(
                                "results",
                                new JsonObject()
                                        .put("text", results + "/text.txt")
                                        .put("json", results + "/result.json")
                                        .put("pdf", results + "/report.pdf"))
                        .put("ai_analysis", null)
                        .put("error_message", null)
                        .put("created_at", "2025-10-29T11:22:33Z")
                        .put("started_at", "2025-10-29T11:25:33Z")
                        .put("completed_at", "2025-10-29T11:31:33Z")
                        .put("billed_at", "2025-10-29T11:31:33Z"));
        assertThat(URI.create(results).getPort()).isNotEqualTo(simulator.port());
    }

    @Test
    void anAnalysisIsAnsweredIfItWasAskedFor() throws Exception {
        JsonObject analysis = completed(talk().field("ai_prompt", "Ключевые моменты разговора"))
                .getJsonObject("ai_analysis");

        assertThat(analysis.getString("model")).isEqualTo("gpt-oss:20b");
        assertThat(analysis.getString("prompt")).isEqualTo("Ключевые моменты разговора");
        assertThat(analysis.getString("text"))
                .isEqualTo("[simulated analysis] [simulated speech 1] [simulated speech 2] [simulated speech 3]");
        assertThat(completed(talk().field("ai_prompt", "")).getValue("ai_analysis"))
                .isNull();
    }

    @Test
    void jobsAreChargedWhenTheyComplete() throws Exception {
        aiesa.balance(5);
        client.submitted(link());
        client.submitted(link().field("priority", "lightning"));
        aiesa.faults().onProcessing().error("broken").once();
        client.submitted(link());
        assertThat(aiesa.balance()).isEqualTo(5);
        aiesa.creditLimit(2.5);
        clock.advance(Duration.ofMinutes(9));

        assertThat(aiesa.balance()).isZero();
        JsonObject balance = new JsonObject(client.calculate(new JsonObject().put("duration", "01:00"))
                        .body())
                .getJsonObject("balance");
        assertThat(balance)
                .isEqualTo(new JsonObject()
                        .put("balance", 0.0)
                        .put("currency", "RUB")
                        .put("credit_limit", 2.5)
                        .put("overdraft_enabled", true)
                        .put("overdraft_used", 1.3)
                        .put("available_credit", 1.2)
                        .put("tariff_plan", "regional_plus")
                        .put(
                                "usage_current_month",
                                new JsonObject()
                                        .put("minutes_lightning", 3)
                                        .put("minutes_queue", 3)
                                        .put("total_cost", 6.3)));
        HttpResponse<String> refused = client.submit(link());
        assertStatus(402, refused);
        assertThat(refused.body()).contains("insufficient_balance", "Not enough balance");
        aiesa.requests().assertSubmitted(3);
    }

    @ParameterizedTest
    @CsvSource({"FAILED, failed, 99", "ERROR, error, 99", "CANCELLED, cancelled, 99", "MESSAGE_ALONE, processing, "})
    void failuresShowInFourWays(AiesaFailureSign sign, String word, Integer progress) throws Exception {
        aiesa.failureSign(sign);
        aiesa.faults()
                .onProcessing()
                .error("The file is damaged")
                .onlyForFile("talk.wav")
                .once();
        String other = client.submitted(link());

        JsonObject data = completed(talk());
        assertThat(data.getString("status")).isEqualTo(word);
        assertThat(data.getInteger("progress")).isEqualTo(progress);
        assertThat(data.getString("error_message")).isEqualTo("The file is damaged");
        assertThat(data.getValue("results")).isNull();
        assertThat(data.getValue("completed_at")).isNull();
        assertThat(data.getValue("billed_at")).isNull();
        assertThat(aiesa.job(data.getString("id")).orElseThrow().error()).isEqualTo("The file is damaged");
        assertThat(client.status(other).getString("status")).isEqualTo("completed");
    }

    @Test
    void silenceFails() throws Exception {
        JsonObject data = completed(Multipart.ofFile("a.wav", "audio/wav", WavFile.of(-2)));

        assertThat(data.getString("error_message")).isEqualTo("No speech was found in the file");
    }

    @Test
    void aJobMayNeverFinishTakeLongerOrGetLost() throws Exception {
        aiesa.faults().onProcessing().neverFinishes().once();
        aiesa.faults().onProcessing().processingTime(Duration.ofMinutes(10)).once();
        aiesa.faults().onProcessing().lost().once();
        String endless = client.submitted(talk());
        String slow = client.submitted(talk());
        String lost = client.submitted(talk());
        assertStatus(200, client.get("/transcriptions/" + lost));
        clock.advance(Duration.ofMinutes(9));
        assertThat(client.status(slow).getString("status")).isEqualTo("processing");
        clock.advance(Duration.ofDays(9));

        assertThat(client.status(endless).getString("status")).isEqualTo("processing");
        assertThat(client.status(endless).getInteger("progress")).isEqualTo(99);
        assertThat(client.status(slow).getString("status")).isEqualTo("completed");
        assertStatus(
                404,
                client.get("/transcriptions/" + lost),
                AiesaClient.download(aiesa.cdnUrl() + "/transcriptions/" + lost + "/text.txt"));
    }

    @Test
    void anUnknownJobIsNotFound() throws Exception {
        HttpResponse<String> answer = client.get("/transcriptions/nothing");

        assertStatus(404, answer, client.get("/other"));
        assertThat(new JsonObject(answer.body()))
                .isEqualTo(new JsonObject()
                        .put("error", "not_found")
                        .put("message", "Transcription not found")
                        .put("errors", new JsonObject()));
        assertStatus(405, client.get("/transcriptions"));
    }

    @Test
    void resultsLieOnAnotherServer() throws Exception {
        JsonObject data = completed(talk().field("enable_diarization", "true"));
        String id = data.getString("id");
        JsonObject results = data.getJsonObject("results");
        assertThat(aiesa.job(id).orElseThrow().fetched()).isFalse();

        HttpResponse<byte[]> text = AiesaClient.download(results.getString("text"));
        assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(new String(text.body(), StandardCharsets.UTF_8))
                .isEqualTo("[simulated speech 1] [simulated speech 2] [simulated speech 3]");
        assertThat(aiesa.job(id).orElseThrow().fetched()).isTrue();

        HttpResponse<byte[]> json = AiesaClient.download(results.getString("json"));
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonObject document = new JsonObject(new String(json.body(), StandardCharsets.UTF_8));
        assertThat(document.getString("text")).contains("[simulated speech 3]");
        assertThat(document.getString("language")).isEqualTo("ru");
        assertThat(document.getDouble("duration")).isEqualTo(14.0);
        assertThat(document.getJsonArray("recognized_speakers"))
                .isEqualTo(new JsonArray().add("SPEAKER_00").add("SPEAKER_01"));
        JsonObject second = document.getJsonArray("segments").getJsonObject(1);
        assertThat(second.fieldNames()).containsExactly("start", "end", "speaker", "text", "words");
        assertThat(second.getDouble("start")).isCloseTo(5, within(0.2));
        assertThat(second.getString("speaker")).isEqualTo("SPEAKER_01");
        assertThat(second.getJsonArray("words").getJsonObject(1).getString("word"))
                .isEqualTo("speech");

        HttpResponse<byte[]> report = AiesaClient.download(results.getString("pdf"));
        assertThat(report.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(report.body()).isEqualTo(aiesa.result(id, AiesaResult.PDF));
        assertThat(aiesa.requests().results()).hasSize(3).allMatch(request -> id.equals(request.jobId()));
        aiesa.requests().assertNoSignedHeadersOnCdn();
    }

    @Test
    void withoutDiarizationThereAreNoSpeakers() throws Exception {
        String id = client.submitted(talk());

        JsonObject document = new JsonObject(new String(aiesa.result(id, AiesaResult.JSON), StandardCharsets.UTF_8));
        assertThat(document.containsKey("recognized_speakers")).isFalse();
        assertThat(document.getJsonArray("segments").getJsonObject(0).containsKey("speaker"))
                .isFalse();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> aiesa.result("nothing", AiesaResult.JSON));
    }

    @Test
    void theReportAloneIsNoTranscript() throws Exception {
        JsonObject data = completed(talk());
        AiesaClient.download(data.getJsonObject("results").getString("pdf"));

        assertThat(aiesa.job(data.getString("id")).orElseThrow().fetched()).isFalse();
    }

    @Test
    void resultsDoNotExistBeforeTheEnd() throws Exception {
        String url = aiesa.cdnUrl() + "/transcriptions/" + client.submitted(talk());

        assertStatus(404, AiesaClient.download(url + "/text.txt"));
        clock.advance(Duration.ofMinutes(9));
        assertStatus(200, AiesaClient.download(url + "/text.txt"));
        assertStatus(
                404,
                AiesaClient.download(url + "/other.txt"),
                AiesaClient.download(aiesa.cdnUrl() + "/transcriptions/nothing/text.txt"));
    }

    @Test
    void resultsMayRedirect() throws Exception {
        aiesa.resultsRedirect(true);
        JsonObject data = completed(talk());

        HttpResponse<byte[]> redirect =
                AiesaClient.download(data.getJsonObject("results").getString("text"));
        assertStatus(302, redirect);
        assertThat(aiesa.job(data.getString("id")).orElseThrow().fetched()).isFalse();
        String location = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(aiesa.cdnUrl() + "/");
        HttpResponse<byte[]> text = AiesaClient.download(location);
        assertStatus(200, text);
        assertThat(text.body()).isEqualTo(aiesa.result(data.getString("id"), AiesaResult.TEXT));

        aiesa.resultsRedirect(false);
        assertStatus(200, AiesaClient.download(data.getJsonObject("results").getString("text")));
    }

    @ParameterizedTest
    @CsvSource({"http://cdn.example.com/", "http://cdn.example.com"})
    void theAddressOfResultsCanBeSet(String prefix) throws Exception {
        aiesa.resultsAt(prefix);
        JsonObject data = completed(talk());

        assertThat(data.getJsonObject("results").getString("json"))
                .isEqualTo("http://cdn.example.com/transcriptions/" + data.getString("id") + "/result.json");
    }
}
