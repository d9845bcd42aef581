/* SPDX-License-Identifier: Apache-2.0 */
/** Measured JVMs of their own, and what they say about themselves. */
package io.github.cameltranscription.benchmarks.process;
