/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.format.OutputFormat;

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
            PalatineSummary summary = PalatineAnalysisReader.summary(jobId, answer.tree(), answer.json());
            return summary == null ? null : rendered(summary, summary.text(), summary.raw(), Map.of());
        }
        PalatineSentiment sentiment = PalatineAnalysisReader.sentiment(jobId, answer.tree(), answer.json());
        if (sentiment == null) {
            return null;
        }
        Map<String, Object> attributes =
                sentiment.label() == null ? Map.of() : Map.of(PalatineConstants.SENTIMENT, sentiment.label());
        return rendered(sentiment, PalatineReplyConverters.json(sentiment), sentiment.raw(), attributes);
    }

    private JobResult rendered(Record reply, String text, String raw, Map<String, Object> attributes) {
        return switch (format) {
            case TEXT -> rendered(text, attributes);
            case JSON -> rendered(PalatineReplyConverters.json(reply), attributes);
            case RAW -> rendered(raw, attributes);
            // The others are refused when the route starts.
            default -> new JobResult(reply, attributes);
        };
    }

    private JobResult rendered(String body, Map<String, Object> attributes) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put(Exchange.CONTENT_TYPE, format.getContentType());
        return new JobResult(body, all);
    }
}
