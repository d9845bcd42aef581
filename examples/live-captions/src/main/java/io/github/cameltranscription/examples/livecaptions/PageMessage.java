/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;

/** A message to the page, as JSON with a {@code type}. */
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PageMessage.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = PageMessage.Listening.class, name = "listening"),
    @JsonSubTypes.Type(value = PageMessage.Partial.class, name = "partial"),
    @JsonSubTypes.Type(value = PageMessage.Final.class, name = "final"),
    @JsonSubTypes.Type(value = PageMessage.Failed.class, name = "error")
})
sealed interface PageMessage {

    /**
     * The first message; the page may send from then on.
     *
     * @param maxSeconds how long the session may be
     * @param language   of the speech, ISO 639-1
     * @param simulated  whether the words are made up
     */
    record Ready(long maxSeconds, String language, boolean simulated) implements PageMessage {}

    /** The provider listens. */
    record Listening() implements PageMessage {}

    /**
     * The text recognised so far.
     *
     * @param stable is not expected to change any more
     * @param tail   may still change
     */
    record Partial(String stable, String tail) implements PageMessage {}

    /**
     * The last message of a session that succeeded.
     *
     * @param text    the whole text
     * @param srt     the same as SRT subtitles
     * @param vtt     the same as WebVTT subtitles
     * @param limited whether the session ended at its limit
     */
    record Final(String text, String srt, String vtt, boolean limited) implements PageMessage {}

    /**
     * The last message of a session that failed.
     *
     * @param problem the reason; the page has a text for it
     */
    record Failed(Problem problem) implements PageMessage {}
}
