/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.transcript.LenientJson;

/**
 * The failure of a job whose result has no text in a known place. The result must not count as silence, and the job
 * must not be released: the provider has the only copy.
 */
public final class UnreadableResult {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableResult.class);
    private static final int LONGEST_OUTLINE = 300;

    private UnreadableResult() {}

    /**
     * Logs such a result, without the text of the recording.
     *
     * @return the failure, with the names of the answer's members
     */
    public static TranscriptionException of(String provider, String operation, String jobId, String answer) {
        TranscriptionException failure = ErrorCategory.UNREADABLE_RESULT.toException(ErrorDetails.of(
                        provider,
                        operation,
                        "the job is done, and its result has no text in a known place, only " + outline(answer)
                                + "; it is not released: await it by its id once it can be read")
                .withJobId(jobId));
        LOG.warn("{}", failure.getMessage());
        return failure;
    }

    /** The names of the members, without their values. */
    static String outline(String answer) {
        StringBuilder outline = new StringBuilder();
        try (JsonParser parser = LenientJson.parser(answer)) {
            for (JsonToken token = parser.nextToken();
                    token != null && outline.length() < LONGEST_OUTLINE;
                    token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT -> outline.append("{ ");
                    case END_OBJECT -> outline.append("} ");
                    case START_ARRAY -> outline.append("[ ");
                    case END_ARRAY -> outline.append("] ");
                    case FIELD_NAME ->
                        outline.append(printable(parser.currentName())).append(' ');
                    default -> {
                        // A value.
                    }
                }
            }
        } catch (IOException broken) {
            outline.append("what is not JSON");
        }
        return outline.length() > LONGEST_OUTLINE
                ? outline.substring(0, LONGEST_OUTLINE) + "..."
                : outline.toString().strip();
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\p{IsAlphabetic}\\d_.-]", "?");
    }
}
