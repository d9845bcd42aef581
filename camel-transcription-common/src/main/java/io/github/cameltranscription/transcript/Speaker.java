/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/**
 * A speaker of a recording. Values that the provider does not report are {@code null}.
 *
 * @param name the name, such as {@code Anna}
 * @param role the role in the conversation, such as {@code Operator}
 * @param talkTime the total time of the speaker's segments
 * @param turns the number of turns
 * @param profanityCount the number of the speaker's masked words
 * @param emotions the share of the talk time by emotion, 0 to 1; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Speaker(
        String name,
        String role,

        @JsonProperty("talkTime") @JsonSerialize(using = SecondsSerializer.class)
        Duration talkTime,

        Integer turns,
        @JsonProperty("profanityCount") Integer profanityCount,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> emotions) {

    /** Keeps its own copy of the emotions; a blank name or role is none. */
    public Speaker {
        name = name == null || name.isBlank() ? null : name.strip();
        role = role == null || role.isBlank() ? null : role.strip();
        emotions = emotions == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(emotions));
    }

    /** A speaker with only a name. */
    public static Speaker named(String name) {
        return new Speaker(name, null, null, null, null, null);
    }

    /** A speaker with only a role. */
    public static Speaker inRole(String role) {
        return new Speaker(null, role, null, null, null, null);
    }

    /** The same speaker, with missing values from another one. */
    Speaker completedBy(Speaker other) {
        return new Speaker(
                name == null ? other.name : name,
                role == null ? other.role : role,
                talkTime == null ? other.talkTime : talkTime,
                turns == null ? other.turns : turns,
                profanityCount == null ? other.profanityCount : profanityCount,
                emotions.isEmpty() ? other.emotions : emotions);
    }
}
