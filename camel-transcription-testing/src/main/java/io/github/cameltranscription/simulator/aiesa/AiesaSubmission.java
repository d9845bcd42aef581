/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Map;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.Upload;
import io.github.cameltranscription.simulator.http.WebAddress;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.request.UploadedFile;

/** {@code POST /transcriptions}. A link is not downloaded: its audio is taken to be speech of a configured duration. */
final class AiesaSubmission implements AiesaOperation {

    private static final int CREATED = 201;
    private static final String SOURCE_TYPE = "source_type";
    private static final String SOURCE_URL = "source_url";

    private final AiesaJobs jobs;
    private final AiesaDocument documents;
    private final AudioAnalysis linkedAudio;

    AiesaSubmission(AiesaJobs jobs, AiesaDocument documents, AudioAnalysis linkedAudio) {
        this.jobs = jobs;
        this.documents = documents;
        this.linkedAudio = linkedAudio;
    }

    @Override
    public Answer answer(ProviderExchange<AiesaCall> exchange) {
        Upload upload = exchange.upload();
        AiesaParameters parameters = AiesaParameters.of(upload.fields());
        AiesaSource source = source(upload);
        exchange.fileName(source.fileName());
        AiesaJob job = jobs.create(source, parameters);
        exchange.made(job.id());
        JsonObject document = documents.created(job);
        return new Answer(CREATED, Answer.JSON, document.toBuffer(), Map.of(), Answer.AT_ONCE);
    }

    private AiesaSource source(Upload upload) {
        String type = upload.fields().get(SOURCE_TYPE);
        String link = upload.fields().get(SOURCE_URL);
        if (type != null && !type.equals(AiesaSource.URL) && !type.equals(AiesaSource.UPLOAD)) {
            throw Refusal.invalid("body", SOURCE_TYPE, "The source type must be url or upload");
        }
        if (AiesaSource.URL.equals(type) && upload.file() == null) {
            return ofLink(link);
        }
        if (link != null || AiesaSource.URL.equals(type)) {
            throw upload.file() == null
                    ? Refusal.invalid("body", SOURCE_TYPE, "A source_url needs source_type=url")
                    : Refusal.invalid("body", "file", "Either a file or a source_url, not both");
        }
        UploadedFile file = upload.requireAudioFile().file();
        return new AiesaSource(AiesaSource.UPLOAD, file.fileName(), file.size(), upload.audio());
    }

    private AiesaSource ofLink(String link) {
        if (link == null || !WebAddress.isWeb(link)) {
            throw Refusal.invalid("body", SOURCE_URL, "The source_url must be an http or https address");
        }
        return new AiesaSource(AiesaSource.URL, WebAddress.fileName(link), null, linkedAudio);
    }
}
