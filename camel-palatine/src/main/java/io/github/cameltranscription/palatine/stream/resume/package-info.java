/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a stream sends again after its connection broke, and how the text of the connections is joined. Pure: no clock, no
 * thread, no network; times come in as arguments, in nanoseconds.
 */
package io.github.cameltranscription.palatine.stream.resume;
