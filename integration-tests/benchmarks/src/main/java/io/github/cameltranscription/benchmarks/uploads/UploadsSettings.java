/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.util.List;

/**
 * What is measured.
 *
 * @param atOnce     how many recordings at once
 * @param bytes      of each
 * @param rounds     how often both sides are measured
 * @param jvmOptions of both sides
 */
public record UploadsSettings(int atOnce, long bytes, int rounds, List<String> jvmOptions) {}
