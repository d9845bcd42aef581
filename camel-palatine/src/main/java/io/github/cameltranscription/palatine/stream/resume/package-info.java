/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a stream sends again after a broken connection, and how the texts of the connections are joined. It has no
 * clock, thread or network; times are arguments, in nanoseconds.
 */
package io.github.cameltranscription.palatine.stream.resume;
