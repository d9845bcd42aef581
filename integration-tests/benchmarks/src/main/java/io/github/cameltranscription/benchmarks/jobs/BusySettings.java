/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.List;

/**
 * What is submitted, and how much of it the server takes.
 *
 * @param recordings           how many at once
 * @param submissionsPerSecond that the server takes
 * @param jvmOptions           of the client
 */
public record BusySettings(int recordings, int submissionsPerSecond, List<String> jvmOptions) {}
