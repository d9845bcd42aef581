/* SPDX-License-Identifier: Apache-2.0 */
/** Holds the components against the bare clients, in the same run: see README.md. */
package io.github.cameltranscription.benchmarks;
