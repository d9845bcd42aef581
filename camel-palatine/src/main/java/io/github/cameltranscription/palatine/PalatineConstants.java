/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.spi.Metadata;

import io.github.cameltranscription.component.TranscriptionConstants;

/** The message headers of {@code palatine:}. */
public final class PalatineConstants extends TranscriptionConstants {

    @Metadata(
            description = "In: the model to use; overrides the option model.",
            label = "producer",
            javaType = "String")
    public static final String MODEL = "CamelPalatineModel";

    @Metadata(
            description =
                    "With stream. In: names the session that a chunk of audio belongs to; without it the body is a"
                            + " whole recording. Out, and on what the consumer emits: the session.",
            javaType = "String")
    public static final String STREAM_ID = "CamelPalatineStreamId";

    @Metadata(
            description = "Out, of stream, with the transcript: seconds of audio that were sent again after connections"
                    + " broke, and may be billed again.",
            javaType = "Double")
    public static final String STREAM_RESENT = "CamelPalatineStreamResent";

    @Metadata(
            label = "consumer",
            description = "What the consumer of stream emits: config when a session begins, partial when there is new"
                    + " text, final when it is over.",
            javaType = "String",
            enums = "config,partial,final")
    public static final String STREAM_EVENT = "CamelPalatineStreamEvent";

    @Metadata(description = "Out, of sentiment: the most likely sentiment, such as Neutral.", javaType = "String")
    public static final String SENTIMENT = "CamelPalatineSentiment";

    @Metadata(description = "Out, of balance: what is on the account.", javaType = "Double")
    public static final String BALANCE = "CamelPalatineBalance";

    @Metadata(description = "Out, of balance: its currency, such as RUB.", javaType = "String")
    public static final String CURRENCY = "CamelPalatineCurrency";

    @Metadata(
            description = "Out: what Palatine could not do, in its own codes with commas between them, such as"
                    + " emotions_skipped:language. The transcript has them as a list.",
            javaType = "String")
    public static final String WARNINGS = "CamelPalatineWarnings";

    @Metadata(description = "Out, of profanity: how many words were masked.", label = "producer", javaType = "Integer")
    public static final String PROFANITY_COUNT = "CamelPalatineProfanityCount";

    private PalatineConstants() {}
}
