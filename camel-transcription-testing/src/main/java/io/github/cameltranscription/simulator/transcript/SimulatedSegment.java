/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

import java.util.List;

/**
 * A segment of a made-up transcript.
 *
 * @param start seconds
 * @param end seconds
 * @param text without leading or trailing space
 * @param speaker label; null without diarization
 */
public record SimulatedSegment(double start, double end, String text, String speaker, List<SimulatedWord> words) {}
