/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Instant;

/**
 * What a repository failed with.
 *
 * @param at      when
 * @param message why, or {@code null}
 */
public record RepositoryFailure(Instant at, String message) {}
