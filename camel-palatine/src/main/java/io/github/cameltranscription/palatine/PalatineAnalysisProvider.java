/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.transcript.TextReply;

/** Palatine's tasks whose results are no transcripts: summaries and sentiments. */
final class PalatineAnalysisProvider extends PalatineProvider {

    private final PalatineTask task;
    private final OutputFormat format;

    PalatineAnalysisProvider(PalatineApi api, PalatineOperation operation, PalatineTask task, OutputFormat format) {
        super(api, operation, task);
        this.task = task;
        this.format = format;
    }

    @Override
    JobResult result(String jobId, PalatineAnswer answer) {
        if (task == PalatineTask.SUMMARY) {
            return result(PalatineAnalysisReader.summary(jobId, answer.tree(), answer.json()), null);
        }
        PalatineSentiment sentiment = PalatineAnalysisReader.sentiment(jobId, answer.tree(), answer.json());
        return result(sentiment, sentiment == null ? null : sentiment.label());
    }

    private JobResult result(TextReply reply, String sentiment) {
        if (reply == null) {
            return null;
        }
        Map<String, Object> attributes = new HashMap<>();
        if (sentiment != null) {
            attributes.put(PalatineConstants.SENTIMENT, sentiment);
        }
        if (format != OutputFormat.TRANSCRIPT) {
            attributes.put(Exchange.CONTENT_TYPE, format.getContentType());
        }
        return new JobResult(TranscriptRenderer.render(reply, format), attributes);
    }
}
