/* SPDX-License-Identifier: Apache-2.0 */
/** The transcript: what was said, by whom and when, in the same shape for every provider. */
package io.github.cameltranscription.transcript;
