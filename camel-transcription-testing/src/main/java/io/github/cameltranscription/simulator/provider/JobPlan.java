/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.time.Instant;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;

/**
 * What is certain of a job when it is made. Internal.
 *
 * @param number which job of the account it is, from 1
 * @param fileName null where it is not made from a file or a link
 * @param readyAt milliseconds of the clock
 * @param endless whether it never finishes, whatever {@code readyAt}
 * @param error null where it does not fail
 * @param lost whether the provider forgets it when it would be ready
 */
public record JobPlan(
        long number,
        String id,
        String fileName,
        AudioAnalysis audio,
        Instant createdAt,
        long readyAt,
        boolean endless,
        String error,
        boolean lost) {}
