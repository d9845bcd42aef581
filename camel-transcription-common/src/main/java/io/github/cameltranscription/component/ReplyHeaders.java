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

    private static final String OPTIONS = "CamelTranscriptionOptionHeaders";

    /**
     * An option of a URI that stands in a header during a call.
     *
     * @param value  the instance in the header
     * @param before what the header was before, or {@code null}
     */
    private record Option(String value, Object before) {}

    private ReplyHeaders() {}

    /**
     * Sets the headers of a reply.
     *
     * @param exchange holds the message
     * @param headers  by name; no {@code null} values
     * @param steering the headers that operations take as options: where the route has set one, it stays
     */
    static void set(Exchange exchange, Map<String, Object> headers, Set<String> steering) {
        Message message = exchange.getMessage();
        Map<String, Object> known = new HashMap<>(known(exchange));
        headers.forEach((name, value) -> {
            if (!steering.contains(name)
                    || OF_JOB.contains(name)
                    || message.getHeader(name) == null
                    || isOfReply(message, name)
                    || isOption(exchange, message, name)) {
                Object instance = ownInstance(value);
                known.put(name, instance);
                message.setHeader(name, instance);
            }
        });
        exchange.setProperty(PROPERTY, Map.copyOf(known));
    }

    /**
     * Sets a header in the place of the option of a URI. A header that the route has set stays.
     *
     * @param exchange holds the message
     * @param name     of the header
     * @param value    of the option
     */
    static void setOption(Exchange exchange, String name, String value) {
        Message message = exchange.getMessage();
        if (given(message, name) != null) {
            return;
        }
        Map<String, Option> options = new HashMap<>(options(exchange));
        String instance = new String(value);
        options.put(name, new Option(instance, message.getHeader(name)));
        exchange.setProperty(OPTIONS, Map.copyOf(options));
        message.setHeader(name, instance);
    }

    /** Removes the header of {@link #setOption}, unless a reply has replaced it. */
    static void removeOptions(Exchange exchange) {
        Message message = exchange.getMessage();
        options(exchange).forEach((name, option) -> {
            if (message.getHeader(name) == option.value()) {
                if (option.before() == null) {
                    message.removeHeader(name);
                } else {
                    message.setHeader(name, option.before());
                }
            }
        });
        exchange.removeProperty(OPTIONS);
    }

    private static boolean isOption(Exchange exchange, Message message, String name) {
        Option option = options(exchange).get(name);
        return option != null && option.value() == message.getHeader(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Option> options(Exchange exchange) {
        Map<String, Option> options = exchange.getProperty(OPTIONS, Map.class);
        return options == null ? Map.of() : options;
    }

    /** Constants are shared, so a route may set the very same one. */
    private static Object ownInstance(Object value) {
        if (value instanceof String text) {
            return new String(text);
        }
        return value instanceof Double number ? Double.valueOf(number.doubleValue()) : value;
    }

    /**
     * A header as the route has set it.
     *
     * @return the value, or {@code null} if there is none or a reply has set it
     */
    public static Object given(Message message, String name) {
        return isOfReply(message, name) ? null : message.getHeader(name);
    }

    /**
     * A header as the route has set it, else the option that it overrides.
     *
     * @param option the option's value, or {@code null}
     */
    public static String given(Message message, String name, String option) {
        return isOfReply(message, name) ? option : message.getHeader(name, option, String.class);
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
