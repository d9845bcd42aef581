/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.util.List;

/** A command of the load program. */
@FunctionalInterface
public interface Benchmark {

    /** Measures everything. */
    List<Section> run() throws Exception;
}
