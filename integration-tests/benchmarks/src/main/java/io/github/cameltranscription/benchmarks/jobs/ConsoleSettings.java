/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.List;

/**
 * What the console shows.
 *
 * @param jobs       how many wait at once
 * @param rounds     how often it is measured, each time in a new JVM
 * @param jvmOptions of that JVM
 */
public record ConsoleSettings(int jobs, int rounds, List<String> jvmOptions) {}
