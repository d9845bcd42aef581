/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

/**
 * A property of a component that was found.
 *
 * @param key   such as {@code camel.component.palatine.api-key}
 * @param value what it is set to, or {@code null} where it is only named
 */
record PropertyUse(String key, String value) {}
