/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Distinguishes headers of a reply from headers of the route with the same names: the language that a provider detected
 * must not become the language of the next call.
 */
public final class ReplyHeaders {

    /** Copies of an exchange inherit its properties, so the map in it is replaced and never changed. */
    private static final String PROPERTY = "CamelTranscriptionReplyHeaders";

    /** These headers identify a job, so a reply passes them on. */
    private static final Set<String> OF_JOB =
            Set.of(TranscriptionConstants.JOB_ID, TranscriptionConstants.JOB_KEY, TranscriptionConstants.FILE_NAME);

    private static final String OPTIONS = "CamelTranscriptionOptionsOfCall";

    private ReplyHeaders() {}

    /**
     * Sets the headers of a reply.
     *
     * @param steering the headers that operations take as options: where the route has set one, it stays
     */
    static void set(Exchange exchange, Map<String, Object> headers, Set<String> steering) {
        Message message = exchange.getMessage();
        Map<String, Object> known = new HashMap<>(known(exchange));
        headers.forEach((name, value) -> {
            if (!steering.contains(name)
                    || OF_JOB.contains(name)
                    || message.getHeader(name) == null
                    || isOfReply(message, name)) {
                Object instance = ownInstance(value);
                known.put(name, instance);
                message.setHeader(name, instance);
            }
        });
        exchange.setProperty(PROPERTY, Map.copyOf(known));
    }

    /** Gives a call options of its own, by the names of the headers that override them as they do those of the URI. */
    static void setOptions(Exchange exchange, Map<String, String> options) {
        exchange.setProperty(OPTIONS, options);
    }

    /** The call has ended. */
    static void removeOptions(Exchange exchange) {
        exchange.removeProperty(OPTIONS);
    }

    /** Constants are shared, so a route may set the very same one. */
    private static Object ownInstance(Object value) {
        if (value instanceof String text) {
            return new String(text);
        }
        return value instanceof Double number ? Double.valueOf(number.doubleValue()) : value;
    }

    /** A header as the route has set it, else the option of this call that it overrides, else {@code null}. */
    public static Object given(Message message, String name) {
        Object header = isOfReply(message, name) ? null : message.getHeader(name);
        return header == null ? ofCall(message, name) : header;
    }

    /** A header as the route has set it, else the option that it overrides, which may be {@code null}. */
    public static String given(Message message, String name, String option) {
        String ofCall = ofCall(message, name);
        String otherwise = ofCall == null ? option : ofCall;
        return isOfReply(message, name) ? otherwise : message.getHeader(name, otherwise, String.class);
    }

    private static String ofCall(Message message, String header) {
        Map<?, ?> options =
                message.getExchange() == null ? null : message.getExchange().getProperty(OPTIONS, Map.class);
        return options == null ? null : (String) options.get(header);
    }

    private static boolean isOfReply(Message message, String name) {
        Object value = message.getHeader(name);
        return value != null
                && message.getExchange() != null
                && known(message.getExchange()).get(name) == value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> known(Exchange exchange) {
        Map<String, Object> known = exchange.getProperty(PROPERTY, Map.class);
        return known == null ? Map.of() : known;
    }
}
