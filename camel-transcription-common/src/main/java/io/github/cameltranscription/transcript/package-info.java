/* SPDX-License-Identifier: Apache-2.0 */
/** The transcript: text, speakers and times in the same shape for every provider. */
package io.github.cameltranscription.transcript;
