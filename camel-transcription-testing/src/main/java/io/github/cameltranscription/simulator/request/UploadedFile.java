/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.request;

/**
 * A file part as it arrived. The content itself is not kept.
 *
 * @param fileName unescaped, as the client meant it; null if the part named none
 * @param contentType of the part; null if the part named none
 * @param size bytes
 * @param sha256 of the content, lower-case hexadecimal
 */
public record UploadedFile(String fileName, String contentType, long size, String sha256) {}
