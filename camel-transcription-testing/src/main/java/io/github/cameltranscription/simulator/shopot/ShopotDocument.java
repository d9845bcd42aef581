/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.util.Locale;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.Variants;
import io.github.cameltranscription.simulator.transcript.SimulatedSegment;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

import static io.github.cameltranscription.simulator.transcript.Timestamps.rounded;

/** The JSON that Shopot answers, and that it calls back with. */
final class ShopotDocument {

    private static final String DETECTED_LANGUAGE = "ru";
    private static final int USUAL_SPEAKERS = 2;

    private final ShopotJobs jobs;
    private final TranscriptWriter transcripts;
    private final Variants<ShopotVariant> variants;
    private volatile ShopotStatusFields ownFields;
    private volatile boolean timesAsNumbers;

    ShopotDocument(ShopotJobs jobs, TranscriptWriter transcripts, Variants<ShopotVariant> variants) {
        this.jobs = jobs;
        this.transcripts = transcripts;
        this.variants = variants;
    }

    void fields(ShopotStatusFields shown) {
        ownFields = shown;
    }

    void timesAsNumbers(boolean numbers) {
        timesAsNumbers = numbers;
    }

    /** The answer to a submission. */
    JsonObject accepted(ShopotJob job) {
        return withStatus(variants.next(), new JsonObject().put("id", job.id()), "ACCEPTED", "ACCEPTED");
    }

    /** {@code modifier} is null for the plain result. */
    JsonObject of(ShopotJob job, String modifier) {
        return of(job, modifier, oldStatus(job));
    }

    /** What is sent to {@code callback_url}. */
    JsonObject callback(ShopotJob job) {
        String status = job.error() == null ? "COMPLETED" : "FAILED";
        JsonObject document = of(job, job.parameters().modifier(), status);
        return job.parameters().callbackId() == null
                ? document
                : document.put("callback_id", job.parameters().callbackId());
    }

    private JsonObject of(ShopotJob job, String modifier, String oldStatus) {
        long now = jobs.now();
        ShopotVariant variant = variants.next();
        JsonObject document =
                withStatus(variant, new JsonObject().put("id", job.id()), transcriptionStatus(job), oldStatus);
        if (fields(variant) != ShopotStatusFields.OLD) {
            if (job.callback() != ShopotJob.Callback.NONE) {
                document.put("webhook_status", job.callback().name());
            }
            if (job.summary() != null) {
                document.put("summary_status", job.summary().status(now));
            }
        }
        if (job.summary() != null
                && ShopotSummary.COMPLETED.equals(job.summary().status(now))) {
            document.put("summary", "[simulated " + job.summary().type() + " summary]");
        }
        document.put("balance_minutes", String.format(Locale.ROOT, "%.1f", jobs.balanceMinutes()));
        if (job.state(now) == JobState.ERROR) {
            document.put("error", job.error());
        } else if (job.state(now) == JobState.SUCCESS) {
            document.put("output", output(variant, job, modifier));
        }
        return document;
    }

    /** Those that were set win over those of the variant. */
    private ShopotStatusFields fields(ShopotVariant variant) {
        if (ownFields != null) {
            return ownFields;
        }
        return switch (variant) {
            case DOCUMENTED -> ShopotStatusFields.BOTH;
            case OLD -> ShopotStatusFields.OLD;
            case NEW, PUBLIC -> ShopotStatusFields.NEW;
        };
    }

    private JsonObject withStatus(
            ShopotVariant variant, JsonObject document, String transcriptionStatus, String oldStatus) {
        ShopotStatusFields fields = fields(variant);
        if (fields != ShopotStatusFields.OLD) {
            document.put("transcription_status", transcriptionStatus);
        }
        if (fields != ShopotStatusFields.NEW) {
            document.put("status", oldStatus);
        }
        return document;
    }

    private String transcriptionStatus(ShopotJob job) {
        long now = jobs.now();
        return switch (job.state(now)) {
            case PENDING -> !job.endless() && now > job.startedAt() ? "IN_PROGRESS" : "IN_QUEUE";
            case ERROR -> "FAILED";
            default -> job.callback() == ShopotJob.Callback.PENDING || now < job.endsAt() ? "TRANSCRIBED" : "COMPLETED";
        };
    }

    /** It has no word for a callback that is still to come. */
    private String oldStatus(ShopotJob job) {
        long now = jobs.now();
        if (job.state(now) != JobState.SUCCESS) {
            return transcriptionStatus(job);
        }
        return switch (job.callback()) {
            case NONE -> now < job.endsAt() ? "IN_PROGRESS" : "COMPLETED";
            case PENDING -> "IN_PROGRESS";
            case DELIVERED -> "WEBHOOK_DELIVERED";
            case FAILED -> "WEBHOOK_FAILED";
        };
    }

    private Object output(ShopotVariant variant, ShopotJob job, String modifier) {
        SimulatedTranscript transcript =
                transcripts.write(job.fileName(), job.audio(), job.parameters().diarized() ? USUAL_SPEAKERS : 0);
        if (modifier == null) {
            return withList(variant, job, transcript, false);
        }
        return switch (modifier) {
            case "paragraph_json" -> withList(variant, job, transcript, true);
            case "plain_json" -> head(variant, job, transcript).put("text", transcript.text());
            case "paragraph_text" -> paragraphs(transcript);
            default -> transcript.text();
        };
    }

    private JsonObject head(ShopotVariant variant, ShopotJob job, SimulatedTranscript transcript) {
        String language = job.parameters().language();
        return new JsonObject()
                .put("duration", seconds(variant, transcript.duration()))
                .put("language", language == null ? DETECTED_LANGUAGE : language);
    }

    private Object seconds(ShopotVariant variant, double value) {
        if (timesAsNumbers || variant == ShopotVariant.NEW || variant == ShopotVariant.PUBLIC) {
            return rounded(value);
        }
        return String.valueOf(rounded(value));
    }

    /** {@code merged} joins neighbours of the same speaker. */
    private JsonObject withList(ShopotVariant variant, ShopotJob job, SimulatedTranscript transcript, boolean merged) {
        JsonArray list = new JsonArray();
        JsonObject last = null;
        for (SimulatedSegment segment : transcript.segments()) {
            String speaker = speaker(variant, segment.speaker());
            if (merged && last != null && speaker.equals(last.getString("speaker"))) {
                last.put("end", seconds(variant, segment.end()))
                        .put("text", last.getString("text") + " " + segment.text());
            } else {
                last = new JsonObject()
                        .put("start", seconds(variant, segment.start()))
                        .put("end", seconds(variant, segment.end()))
                        .put("speaker", speaker)
                        .put("text", segment.text());
                list.add(last);
            }
        }
        if (variant == ShopotVariant.PUBLIC && last != null) {
            list.add(last.copy().put("start", last.getValue("end")).put("text", ""));
        }
        return head(variant, job, transcript).put("list", list);
    }

    /** A label such as {@code SPEAKER_01}, or its number alone; nothing without diarization. */
    private static String speaker(ShopotVariant variant, String label) {
        if (label == null) {
            return "";
        }
        return variant == ShopotVariant.PUBLIC
                ? String.valueOf(Integer.parseInt(label.substring(label.indexOf('_') + 1)))
                : label;
    }

    private static String paragraphs(SimulatedTranscript transcript) {
        StringBuilder text = new StringBuilder();
        for (SimulatedSegment segment : transcript.segments()) {
            if (segment.speaker() != null) {
                text.append(segment.speaker()).append(": ");
            }
            text.append(segment.text()).append("\n\n");
        }
        return text.toString().strip();
    }
}
