/* SPDX-License-Identifier: Apache-2.0 */
/** Live sessions over WebSockets, against the bare Vert.x client. */
package io.github.cameltranscription.benchmarks.streams;
