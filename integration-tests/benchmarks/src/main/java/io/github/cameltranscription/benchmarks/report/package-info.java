/* SPDX-License-Identifier: Apache-2.0 */
/** Makes tables of figures, independent of what is measured. */
package io.github.cameltranscription.benchmarks.report;
