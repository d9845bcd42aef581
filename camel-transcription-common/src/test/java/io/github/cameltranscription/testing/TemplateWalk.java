/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes through a Kamelet's template. */
final class TemplateWalk {

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Map<?, ?>> endpoints = new LinkedHashMap<>();

    TemplateWalk(Object template) {
        visit("", template);
    }

    /** All texts in it. */
    List<String> texts() {
        return texts;
    }

    /** Its endpoints by URI, with what stands under {@code parameters}. */
    Map<String, Map<?, ?>> endpoints() {
        return endpoints;
    }

    private void visit(String key, Object node) {
        if (node instanceof String text) {
            texts.add(text);
            if (key.equals("uri") || key.equals("to") || key.equals("from")) {
                endpoints.putIfAbsent(text, Map.of());
            }
        } else if (node instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri) {
                endpoints.put(uri, KameletFile.map(map.get("parameters")));
            }
            map.forEach((name, value) -> visit(String.valueOf(name), value));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> visit("", item));
        }
    }
}
