/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.shopot.ShopotConstants;
import io.github.cameltranscription.transcript.Transcript;

/** The row of a job, as a map of the statement's parameters. */
final class TranscriptRow {

    private TranscriptRow() {}

    static Map<String, Object> of(Exchange exchange) {
        Transcript transcript = exchange.getMessage().getBody(Transcript.class);
        Duration duration = transcript.duration();
        return row(
                exchange.getMessage(), duration == null ? null : duration.toMillis() / 1000.0, transcript.text(), null);
    }

    static Map<String, Object> failed(Exchange exchange) {
        return row(
                exchange.getMessage(),
                null,
                null,
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
    }

    private static Map<String, Object> row(Message message, Double seconds, String content, String error) {
        Map<String, Object> row = new HashMap<>();
        row.put("jobId", message.getHeader(TranscriptionConstants.JOB_ID));
        row.put("file", file(message));
        row.put("seconds", seconds);
        row.put("content", content);
        row.put("error", error);
        return row;
    }

    /** The file name: {@code results} has it in the record; a callback returns it as its id. */
    private static Object file(Message message) {
        Object recorded = message.getHeader(TranscriptionConstants.FILE_NAME);
        return recorded == null ? message.getHeader(ShopotConstants.CALLBACK_ID) : recorded;
    }
}
