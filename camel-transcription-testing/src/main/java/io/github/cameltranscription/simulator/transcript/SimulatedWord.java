/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

/**
 * A word of a made-up transcript.
 *
 * @param start seconds
 * @param end seconds
 */
public record SimulatedWord(String text, double start, double end) {}
