/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/**
 * The position of a masked word. Values that the provider does not report are {@code null}.
 *
 * @param segment   the segment, as an index into {@link Transcript#segments()}
 * @param speaker   the speaker's label
 * @param start     from the beginning of the recording
 * @param end       from the beginning of the recording
 * @param wordIndex the word, as an index into the provider's own list of all words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfanityHit(
        Integer segment,
        String speaker,
        @JsonSerialize(using = SecondsSerializer.class) Duration start,
        @JsonSerialize(using = SecondsSerializer.class) Duration end,
        @JsonProperty("wordIndex") Integer wordIndex) {}
