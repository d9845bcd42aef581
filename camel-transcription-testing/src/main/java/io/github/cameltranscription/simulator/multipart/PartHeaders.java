/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.multipart;

/**
 * What the headers of a part say.
 *
 * @param name the form field; null if absent
 * @param fileName unescaped; null if absent
 * @param contentType as sent; null if absent
 */
public record PartHeaders(String name, String fileName, String contentType) {}
