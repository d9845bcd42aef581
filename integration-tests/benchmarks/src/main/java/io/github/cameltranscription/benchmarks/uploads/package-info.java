/* SPDX-License-Identifier: Apache-2.0 */
/** Large recordings uploaded at once in a small heap, against bare Camel HTTP. */
package io.github.cameltranscription.benchmarks.uploads;
