/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.function.Function;

import org.apache.camel.CamelContext;

/** Objects that all components of a CamelContext share. */
final class ContextPlugins {

    private ContextPlugins() {}

    /** The plugin of this type; it is made where the context has none. */
    static <T> T of(CamelContext context, Class<T> type, Function<CamelContext, T> create) {
        synchronized (context) {
            T plugin = context.getCamelContextExtension().getContextPlugin(type);
            if (plugin == null) {
                plugin = create.apply(context);
                context.getCamelContextExtension().addContextPlugin(type, plugin);
            }
            return plugin;
        }
    }
}
