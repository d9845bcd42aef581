/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Map;

import io.vertx.core.buffer.Buffer;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.Upload;
import io.github.cameltranscription.simulator.http.WebAddress;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.request.UploadedFile;

/** {@code POST /transcriptions}. A link is not downloaded: its audio is taken to be speech of a configured duration. */
final class AiesaSubmission {

    private static final int CREATED = 201;
    private static final String SOURCE_TYPE = "source_type";
    private static final String SOURCE_URL = "source_url";
    private static final String URL = "url";

    private final AiesaJobs jobs;
    private final AiesaDocument documents;
    private final AudioAnalysis linkedAudio;

    AiesaSubmission(AiesaJobs jobs, AiesaDocument documents, AudioAnalysis linkedAudio) {
        this.jobs = jobs;
        this.documents = documents;
        this.linkedAudio = linkedAudio;
    }

    Answer answer(ProviderExchange<AiesaCall> exchange) {
        Upload upload = exchange.upload();
        AiesaParameters parameters = AiesaParameters.of(upload.fields());
        String link = link(upload);
        AiesaJob job;
        if (link == null) {
            UploadedFile file = upload.requireAudioFile().file();
            job = jobs.create(file.fileName(), file.size(), upload.audio(), parameters);
        } else {
            exchange.fileName(WebAddress.fileName(link));
            job = jobs.create(exchange.fileName(), null, linkedAudio, parameters);
        }
        exchange.made(job.id());
        Buffer document = documents.created(job).toBuffer();
        return new Answer(CREATED, Answer.JSON, document, Map.of(), Answer.AT_ONCE);
    }

    /** Null where a file is submitted. */
    private static String link(Upload upload) {
        String type = upload.fields().get(SOURCE_TYPE);
        String link = upload.fields().get(SOURCE_URL);
        if (type != null && !type.equals(URL) && !type.equals("upload")) {
            throw Refusal.invalid("body", SOURCE_TYPE, "The source type must be url or upload");
        }
        if (!URL.equals(type) && link == null) {
            return null;
        }
        if (upload.file() != null) {
            throw Refusal.invalid("body", "file", "Either a file or a source_url, not both");
        }
        if (!URL.equals(type)) {
            throw Refusal.invalid("body", SOURCE_TYPE, "A source_url needs source_type=url");
        }
        if (link == null || !WebAddress.isWeb(link)) {
            throw Refusal.invalid("body", SOURCE_URL, "The source_url must be an http or https address");
        }
        return link;
    }
}
