/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

/**
 * A component's property in a file.
 *
 * @param key   such as {@code camel.component.palatine.api-key}
 * @param value its value, or {@code null} where it is only named
 */
record PropertyUse(String key, String value) {}
