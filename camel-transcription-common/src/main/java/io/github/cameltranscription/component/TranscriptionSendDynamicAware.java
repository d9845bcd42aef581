/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.component.RawParameterHelper;
import org.apache.camel.support.component.SendDynamicAwareSupport;
import org.apache.camel.util.Pair;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/**
 * Lets {@code toD} use one endpoint for all values of an option that varies from message to message and that has a header,
 * such as {@code palatine:transcribe?language=${header.spoken}}. An endpoint for each value would have connections and
 * {@code maxInFlight} places of its own, and {@code sourceUrl} and {@code jobKey} have as many values as there are messages.
 * The option reaches the producer in a property of the exchange. A header that the route has set goes before the option, as
 * it does with {@code to}. Options without a header, and those that do not vary, stay in the URI.
 */
public abstract class TranscriptionSendDynamicAware extends SendDynamicAwareSupport {

    private final OptionTable table;

    protected TranscriptionSendDynamicAware(OptionTable table) {
        this.table = table;
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    /** The options that are of the call alone; {@code null} if there is none, so that nothing is different. */
    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        String operation = StringHelper.removeStartingCharacters(
                StringHelper.before(StringHelper.after(uri, ":"), "?", StringHelper.after(uri, ":")), '/');
        Map<String, Object> all = null;
        Map<String, Object> moved = new LinkedHashMap<>();
        for (String parameter : parameters(originalUri)) {
            String option = StringHelper.before(parameter, "=", parameter);
            if (table.headerOf(option) != null
                    && isDynamic(parameter)
                    && table.usersOf(option).contains(operation)) {
                all = all == null ? options(exchange, uri) : all;
                Object value = all.get(option);
                // In a header the word content would be a key like any other.
                boolean isContentKey = option.equals("jobKey") && "content".equals(value);
                if (value instanceof String text && !text.isBlank() && !isContentKey) {
                    moved.put(option, text);
                }
            }
        }
        return moved.isEmpty() ? null : new DynamicAwareEntry(uri, originalUri, moved, Map.of());
    }

    private static boolean isDynamic(String parameter) {
        return parameter.contains("${") || parameter.contains("$simple{");
    }

    /** As Camel reads them for an endpoint. */
    private static Map<String, Object> options(Exchange exchange, String uri) throws Exception {
        String normalized = URISupport.normalizeUri(uri);
        Map<String, Object> all = URISupport.parseParameters(new URI(UnsafeUriCharactersEncoder.encode(normalized)));
        RawParameterHelper.resolveRawParameterValues(exchange.getContext(), all);
        return all;
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) {
        List<String> rest = parameters(entry.getUri());
        rest.removeIf(parameter -> entry.getProperties().containsKey(StringHelper.before(parameter, "=", parameter)));
        String path = StringHelper.before(entry.getUri(), "?");
        return rest.isEmpty() ? path : path + "?" + String.join("&", rest);
    }

    /** The parameters of a URI as they are written there: a value in {@code RAW()} may have an ampersand in it. */
    private static List<String> parameters(String uri) {
        String query = StringHelper.after(uri, "?");
        List<String> all = new ArrayList<>();
        if (query == null) {
            return all;
        }
        List<Pair<Integer>> raw = URISupport.scanRaw(query);
        int start = 0;
        for (int i = 0; i <= query.length(); i++) {
            if (i == query.length() || query.charAt(i) == '&' && !URISupport.isRaw(i, raw)) {
                if (i > start) {
                    all.add(query.substring(start, i));
                }
                start = i + 1;
            }
        }
        return all;
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) {
        Map<String, String> options = new HashMap<>();
        entry.getProperties().forEach((option, value) -> options.put(table.headerOf(option), value.toString()));
        return current -> ReplyHeaders.setOptions(current, options);
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return ReplyHeaders::removeOptions;
    }
}
