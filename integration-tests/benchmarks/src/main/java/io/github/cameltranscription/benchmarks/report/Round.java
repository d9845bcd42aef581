/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.util.Map;

/**
 * Both sides measured one right after the other, so that their ratio stands even where the machine drifts.
 *
 * @param baseline the bare client's figures by name
 * @param ours     the component's figures by name
 */
public record Round(Map<String, Double> baseline, Map<String, Double> ours) {}
