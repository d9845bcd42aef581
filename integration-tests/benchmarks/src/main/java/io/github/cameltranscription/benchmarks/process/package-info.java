/* SPDX-License-Identifier: Apache-2.0 */
/** Measured JVMs: how they are started, and the figures that they report. */
package io.github.cameltranscription.benchmarks.process;
