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
            description = "With stream. In: the id of the stream that a chunk of audio belongs to; without it the body "
                    + "is a whole recording. Out, and on messages of the consumer: the id of the stream.",
            javaType = "String")
    public static final String STREAM_ID = "CamelPalatineStreamId";

    @Metadata(
            description = "Out, of stream, with the transcript: the seconds of audio that were sent again after a "
                    + "broken connection, and may be billed again.",
            javaType = "Double")
    public static final String STREAM_RESENT = "CamelPalatineStreamResent";

    @Metadata(
            label = "consumer",
            description = "The kind of a message of the stream consumer: config when a stream begins, partial when "
                    + "there is new text, final when the stream has ended.",
            javaType = "String",
            enums = "config,partial,final")
    public static final String STREAM_EVENT = "CamelPalatineStreamEvent";

    @Metadata(description = "Out, of sentiment: the most likely sentiment, such as Neutral.", javaType = "String")
    public static final String SENTIMENT = "CamelPalatineSentiment";

    @Metadata(description = "Out, of balance: the balance of the account.", javaType = "Double")
    public static final String BALANCE = "CamelPalatineBalance";

    @Metadata(description = "Out, of balance: its currency, such as RUB.", javaType = "String")
    public static final String CURRENCY = "CamelPalatineCurrency";

    @Metadata(
            description = "Out: what Palatine could not do, as a comma-separated list of its own codes, such as "
                    + "emotions_skipped:language. The transcript has the same list.",
            javaType = "String")
    public static final String WARNINGS = "CamelPalatineWarnings";

    @Metadata(description = "Out, of profanity: the number of masked words.", label = "producer", javaType = "Integer")
    public static final String PROFANITY_COUNT = "CamelPalatineProfanityCount";

    private PalatineConstants() {}
}
