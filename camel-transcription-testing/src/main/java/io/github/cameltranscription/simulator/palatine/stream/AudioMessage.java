/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;

/**
 * A binary message as it came.
 *
 * @param size in bytes; zero for the one that ends the audio
 * @param arrival from the opening of the session
 */
public record AudioMessage(int size, Duration arrival) {}
