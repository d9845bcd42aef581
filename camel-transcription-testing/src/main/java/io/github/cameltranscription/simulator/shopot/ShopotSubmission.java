/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.Upload;
import io.github.cameltranscription.simulator.http.WebAddress;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.request.UploadedFile;

/** {@code POST /transcribe}. A link is not downloaded: its audio is taken to be speech of a configured duration. */
final class ShopotSubmission {

    /** 200 MB (shopot-reference.ru.txt). */
    static final long LARGEST_FILE = 200L * 1024 * 1024;

    static final Refusal NOTHING_SENT = Refusal.of(400, "File or URL required");

    private static final Set<String> EXTENSIONS = Set.of(
            ".mp3", ".wav", ".flac", ".ogg", ".aac", ".m4a", ".wma", ".mp4", ".mov", ".avi", ".mkv", ".webm", ".wmv",
            ".m4v", ".flv");

    private final ShopotJobs jobs;
    private final ShopotDocument documents;
    private final ShopotCallbacks callbacks;
    private final AudioAnalysis linkedAudio;

    ShopotSubmission(ShopotJobs jobs, ShopotDocument documents, ShopotCallbacks callbacks, AudioAnalysis linkedAudio) {
        this.jobs = jobs;
        this.documents = documents;
        this.callbacks = callbacks;
        this.linkedAudio = linkedAudio;
    }

    static Refusal tooLarge() {
        return Refusal.of(413, "File size exceeds 200MB limit");
    }

    Answer answer(ProviderExchange<ShopotCall> exchange) {
        jobs.requireBalance();
        ShopotJob job = exchange.isJson() ? ofLink(exchange) : ofFile(exchange);
        exchange.made(job.id());
        callbacks.schedule(job);
        return Answer.json(documents.accepted(job));
    }

    private ShopotJob ofLink(ProviderExchange<ShopotCall> exchange) {
        JsonObject body = exchange.json(NOTHING_SENT);
        Object url = body.getValue("url");
        if (url == null) {
            throw NOTHING_SENT;
        }
        if (!(url instanceof String link)) {
            throw Refusal.of(400, "The 'URL' field must be a string");
        }
        if (!WebAddress.isWeb(link)) {
            throw Refusal.of(400, "Invalid 'URL' format. Must start with http or https");
        }
        String host = URI.create(link).getHost();
        if (host.endsWith(".invalid")) {
            throw Refusal.of(400, "Failed to resolve URL: " + host);
        }
        exchange.fileName(WebAddress.fileName(link));
        return jobs.create(exchange.fileName(), linkedAudio, ShopotParameters.of(body.getMap()));
    }

    private ShopotJob ofFile(ProviderExchange<ShopotCall> exchange) {
        Upload upload = exchange.upload();
        UploadedFile file = upload.file();
        if (file == null || file.fileName() == null) {
            throw NOTHING_SENT;
        }
        if (file.size() > LARGEST_FILE) {
            throw tooLarge();
        }
        String name = file.fileName();
        String extension = name.indexOf('.') < 0
                ? name
                : name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        if (!EXTENSIONS.contains(extension)) {
            throw Refusal.of(415, "Unsupported file extension: " + extension);
        }
        return jobs.create(name, upload.audio(), ShopotParameters.of(upload.fields()));
    }
}
