/* SPDX-License-Identifier: Apache-2.0 */
/** From figures to a table. Knows nothing of what is measured. */
package io.github.cameltranscription.benchmarks.report;
