/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.util.Map;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.request.UploadedFile;

/**
 * A form that has been read to its end.
 *
 * @param file null if the form had no part of the expected name
 * @param audio null if {@code file} is
 * @param fields the other parts; the values of a repeated field are joined by commas
 */
public record Upload(UploadedFile file, AudioAnalysis audio, Map<String, String> fields) {

    /** No form at all. */
    public static final Upload NONE = new Upload(null, null, Map.of());
}
