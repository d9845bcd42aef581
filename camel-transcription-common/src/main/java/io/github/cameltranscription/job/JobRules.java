/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/**
 * The options of an endpoint for its recorded jobs.
 *
 * @param operation   the endpoint's operation, as errors name it
 * @param resubmit    whether to send an input again if it is uncertain whether the provider has it
 * @param maxAttempts after how many failed attempts a job of {@code results} is parked; at least 1
 */
public record JobRules(String operation, boolean resubmit, int maxAttempts) {}
