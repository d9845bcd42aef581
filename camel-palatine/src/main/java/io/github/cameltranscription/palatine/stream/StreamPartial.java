/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;

import io.github.cameltranscription.transcript.SecondsSerializer;
import io.github.cameltranscription.transcript.TextReply;

/**
 * What has been recognised so far. The last words may still change with the next one.
 *
 * @param chunkText what is new, or has changed; never {@code null}
 * @param fullText  everything so far, across connections that broke; never {@code null}
 * @param start     where the new text begins, from the beginning of the stream; an estimate from the audio sent so far,
 *                  never {@code null}
 * @param end       where it ends; at least {@code start}
 */
public record StreamPartial(
        String chunkText,
        String fullText,
        @JsonSerialize(using = SecondsSerializer.class) Duration start,
        @JsonSerialize(using = SecondsSerializer.class) Duration end)
        implements TextReply {

    /** Keeps the times to the millisecond. */
    public StreamPartial {
        start = start.truncatedTo(ChronoUnit.MILLIS);
        end = end.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public String toText() {
        return fullText;
    }
}
