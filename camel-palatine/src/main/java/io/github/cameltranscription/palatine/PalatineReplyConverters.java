/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Converter;

/** Lets summaries travel as their text, as transcripts do, and sentiments and balances as JSON. */
@Converter(generateLoader = true)
public final class PalatineReplyConverters {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PalatineReplyConverters() {}

    /** The summary's text. */
    @Converter
    public static String toString(PalatineSummary summary) {
        return summary.text();
    }

    /** The summary's text in UTF-8. */
    @Converter
    public static byte[] toBytes(PalatineSummary summary) {
        return summary.text().getBytes(StandardCharsets.UTF_8);
    }

    /** The summary's text in UTF-8. */
    @Converter
    public static InputStream toInputStream(PalatineSummary summary) {
        return new ByteArrayInputStream(toBytes(summary));
    }

    /** The summary as a JSON tree. */
    @Converter
    public static JsonNode toJsonNode(PalatineSummary summary) {
        return JSON.valueToTree(summary);
    }

    /** The masked texts, each on a line of its own. */
    @Converter
    public static String toString(PalatineProfanity masked) {
        return String.join("\n", masked.texts());
    }

    /** The masked texts in UTF-8, each on a line of its own. */
    @Converter
    public static byte[] toBytes(PalatineProfanity masked) {
        return toString(masked).getBytes(StandardCharsets.UTF_8);
    }

    /** The masked texts in UTF-8, each on a line of its own. */
    @Converter
    public static InputStream toInputStream(PalatineProfanity masked) {
        return new ByteArrayInputStream(toBytes(masked));
    }

    /** The masked texts, in the order of the request. */
    @Converter
    public static List<?> toList(PalatineProfanity masked) {
        return masked.texts();
    }

    /** The masked texts and what is known about them as a JSON tree. */
    @Converter
    public static JsonNode toJsonNode(PalatineProfanity masked) {
        return JSON.valueToTree(masked);
    }

    /** The sentiment's JSON. */
    @Converter
    public static String toString(PalatineSentiment sentiment) {
        return json(sentiment);
    }

    /** The sentiment's JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(PalatineSentiment sentiment) {
        return json(sentiment).getBytes(StandardCharsets.UTF_8);
    }

    /** The sentiment's JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(PalatineSentiment sentiment) {
        return new ByteArrayInputStream(toBytes(sentiment));
    }

    /** The sentiment as a JSON tree. */
    @Converter
    public static JsonNode toJsonNode(PalatineSentiment sentiment) {
        return JSON.valueToTree(sentiment);
    }

    /** The balance's JSON. */
    @Converter
    public static String toString(PalatineBalance balance) {
        return json(balance);
    }

    /** The balance's JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(PalatineBalance balance) {
        return json(balance).getBytes(StandardCharsets.UTF_8);
    }

    /** The balance's JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(PalatineBalance balance) {
        return new ByteArrayInputStream(toBytes(balance));
    }

    /** The balance as a JSON tree. */
    @Converter
    public static JsonNode toJsonNode(PalatineBalance balance) {
        return JSON.valueToTree(balance);
    }

    static String json(Record reply) {
        try {
            return JSON.writeValueAsString(reply);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
