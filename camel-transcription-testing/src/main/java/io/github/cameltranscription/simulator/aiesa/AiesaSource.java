/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;

/**
 * What a job is made from.
 *
 * @param type {@code source_type} of its status
 * @param fileName of the file, or the last part of the link
 * @param fileSize bytes; null for a link, which is not downloaded
 */
record AiesaSource(String type, String fileName, Long fileSize, AudioAnalysis audio) {

    static final String UPLOAD = "upload";
    static final String URL = "url";
}
