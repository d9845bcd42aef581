/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.List;

/**
 * What is recorded where; each number is measured with each other.
 *
 * @param jobs            how many
 * @param nodes           how many Camel contexts share the database
 * @param statementMillis how much longer each statement takes than it does
 * @param jvmOptions      of the client
 */
public record DurableSettings(
        List<Integer> jobs, List<Integer> nodes, List<Integer> statementMillis, List<String> jvmOptions) {}
